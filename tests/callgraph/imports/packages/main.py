import shop.cart
import shop.money.tax as tax
from shop import cart
from shop.money import tax as same_tax

shop.cart.add()  # calls: shop.cart.add
cart.add()
tax.rate()  # calls: shop.money.tax.rate
same_tax.rate()
