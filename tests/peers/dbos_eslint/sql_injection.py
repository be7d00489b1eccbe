"""A transaction executes a statement made of values."""

from dbos import DBOS
from sqlalchemy import create_engine, text

engine = create_engine("sqlite://")


@DBOS.step()
def rename(name):
    with engine.begin() as connection:
        connection.execute(text("UPDATE users SET name = '" + name + "'"))  # expect: sql-from-parts warning
        connection.execute(text("UPDATE users SET name = :name"), {"name": name})


@DBOS.workflow()
def checkout(name):
    rename(name)
