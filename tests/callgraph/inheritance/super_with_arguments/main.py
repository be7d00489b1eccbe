class Model:
    def save(self):
        return 1


class User(Model):
    def save(self):
        return super(User, self).save()  # calls: main.Model.save


User().save()  # calls: main.User.save
