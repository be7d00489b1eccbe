from typing import NewType, TypeAlias


class Account:
    def close(self):
        return 1


Customer: TypeAlias = Account
Client = NewType("Client", Account)
Many = list[Account]


def leave(customer: Customer, client: Client, many: Many):
    customer.close()  # calls: main.Account.close
    client.close()
    many[0].close()
