import parent

parent.grow()  # calls: parent.grow
