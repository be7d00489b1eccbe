import shop
import shop as store
from shop import sell, sell as deal

shop.sell()  # calls: shop.sell
store.sell()
sell()
deal()


def run():
    return shop.refund()  # calls: shop.refund


run()  # calls: main.run
