"""An order, from payment to the last mail: the workflow that crash.py kills in the middle."""

from pathlib import Path

from samepath import Database, Runtime, gather, sleep, step, transaction, workflow

JOURNAL, LEDGER = Path("journal.db"), Path("ledger.txt")


def act(what: str) -> str:
    """Do something that must not be done twice: leave a line in the ledger."""
    with LEDGER.open("a") as ledger:
        ledger.write(f"{what}\n")
    print(f"  {what}", flush=True)
    return what


@step(once=True)
def charge(order: str) -> str:
    return act(f"charge the card for {order}")


@transaction
def book(database: Database, order: str) -> int:
    database.execute("create table if not exists books (entry text)")
    database.execute("insert into books values (?)", (order,))
    booked: int = database.execute("select count(*) from books").fetchone()[0]
    return booked


@step(retries=3)
def ship(order: str) -> str:
    return act(f"ship {order}")


@step
def mail(whom: str) -> str:
    return act(f"mail {whom}")


@workflow
def checkout(order: str) -> list[str]:
    receipt = charge(order)
    book(order)
    parcel = ship(order)
    sleep(seconds=3)  # until the customer has it
    return [receipt, parcel, *gather(lambda: mail("the customer"), lambda: mail("accounting"))]


if __name__ == "__main__":
    with Runtime(str(JOURNAL)) as runtime:
        run = runtime.start(checkout, "order 17", id="checkout-17")
        print(f"  done: {', '.join(run.result())}", flush=True)
