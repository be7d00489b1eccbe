"""Where the answer about a name comes from."""

import subprocess
import sys

import pytest

from samepath.effects import Effect
from samepath.rules.catalogue import Catalogue, CatalogueError

OURS = Catalogue()


def effect_of(name, catalogue=OURS):
    found = catalogue.lookup(name)
    return found and found.effect


def test_a_listed_name_answers_for_itself():
    assert effect_of("datetime.datetime.now") is Effect.CLOCK
    assert OURS.lookup("datetime.datetime.now").listed


def test_an_alias_answers_as_what_it_stands_for_members_included():
    assert OURS.canonical("posixpath.exists") == "os.path.exists"
    assert OURS.lookup("posixpath.exists") == OURS.lookup("os.path.exists")
    assert effect_of("typing.Set.pop") is Effect.ORDER


def test_a_member_is_looked_for_in_the_bases_of_its_class():
    assert OURS.bases("pathlib.PosixPath") == ("pathlib.Path", "pathlib.PurePosixPath")
    assert effect_of("pathlib.PosixPath.read_text") is Effect.FILE
    assert OURS.lookup("pathlib.PosixPath.as_posix").returns == "builtins.str"


def test_the_members_own_class_comes_before_its_bases():
    assert OURS.lookup("pathlib.PurePath.parent").returns == "pathlib.PurePath"
    assert OURS.lookup("pathlib.PosixPath.parent").returns == "pathlib.Path"


def test_any_other_name_of_a_known_library_gets_its_default():
    found = OURS.lookup("json.tool.main")

    assert (found.effect, found.listed) == (None, False)


def test_the_default_of_a_class_comes_before_that_of_its_library():
    assert effect_of("botocore.client.BaseClient.put_object") is Effect.NETWORK
    assert OURS.lookup("botocore.client.BaseClient.put_object").access == "write"
    assert OURS.lookup("botocore.client.BaseClient.list_objects_v2").access == "read"
    assert effect_of("botocore.config.Config") is None


def test_a_class_gets_the_default_of_its_base():
    assert OURS.lookup("stripe.Customer.create").effect is Effect.NETWORK
    assert OURS.lookup("stripe.Customer.retrieve").access == "read"
    assert effect_of("stripe.CardError") is None


def test_to_make_an_object_of_a_package_that_acts_is_no_act_but_asking_it_is():
    made = OURS.lookup("slack_sdk.WebClient")

    assert (made.effect, made.returns, made.listed) == (None, "slack_sdk.WebClient", False)
    assert OURS.lookup("slack_sdk.WebClient.chat_postMessage").access == "write"
    assert effect_of("slack_sdk.some_function") is Effect.NETWORK


def test_a_constructor_that_connects_is_listed_and_a_class_answers_for_its_own_members():
    assert effect_of("kafka.KafkaProducer") is Effect.NETWORK
    assert effect_of("stripe.Customer.create") is Effect.NETWORK
    assert OURS.lookup("boto3.resources.base.ServiceResource.Whatever").effect is Effect.NETWORK


def test_a_class_may_answer_for_members_that_it_does_not_have():
    assert OURS.lookup("pymongo.MongoClient.shop").returns == "pymongo.database.Database"
    assert OURS.lookup("pymongo.database.Database.orders").attribute
    assert OURS.lookup("pymongo.MongoClient.__len__").returns == ""


def test_a_class_that_is_not_listed_returns_itself_and_its_members_do_not():
    assert OURS.lookup("ftplib.FTP_TLS").returns == "ftplib.FTP_TLS"
    assert OURS.lookup("ftplib.FTP.storbinary").returns == ""


def test_a_library_that_nobody_knows_has_no_answer():
    assert OURS.lookup("acme.call") is None
    assert OURS.bases("acme.Class") == ()


def test_a_name_that_runs_what_nobody_can_see_has_no_answer():
    assert OURS.lookup("builtins.eval") is None
    assert OURS.lookup("importlib.import_module") is None
    assert OURS.lookup("ctypes.CDLL") is None


def follow(*members):
    """Walk from a name through what it returns, as a chain of calls does."""
    name, *rest = members
    for member in rest:
        name = f"{OURS.lookup(name).returns}.{member}"
    return OURS.lookup(name)


@pytest.mark.parametrize(
    ("chain", "effect"),
    [
        (("boto3.client", "put_object"), Effect.NETWORK),
        (("boto3.resource", "Table", "put_item"), Effect.NETWORK),
        (("sqlalchemy.create_engine", "connect", "execute"), Effect.DATABASE),
        (("sqlalchemy.orm.sessionmaker", "__call__", "query", "filter", "all"), Effect.DATABASE),
        (("sqlite3.connect", "cursor", "execute", "fetchall"), Effect.DATABASE),
        (("psycopg.connect", "cursor", "fetchone"), Effect.DATABASE),
        (("requests.Session", "post"), Effect.NETWORK),
        (("openai.AsyncOpenAI", "chat", "completions", "create"), Effect.NETWORK),
        (("pathlib.Path", "joinpath", "parent", "open", "write"), Effect.FILE),
        (("os.environ", "__getitem__"), Effect.ENVIRONMENT),
        (("sys.stdout", "write"), Effect.CONSOLE),
        (("logging.getLogger", "info"), Effect.LOG),
        (("loguru.logger", "bind", "info"), Effect.LOG),
        (("numpy.random.default_rng", "normal"), None),
        (("random.Random", "random"), None),
        (("random.SystemRandom", "random"), Effect.RANDOM),
        (("pymongo.MongoClient", "__getitem__", "__getitem__", "insert_one"), Effect.DATABASE),
        (("pymongo.MongoClient", "shop", "orders", "insert_one"), Effect.DATABASE),
        (("redis.asyncio.Redis", "pipeline", "execute"), Effect.DATABASE),
        (("builtins.dict.keys", "__and__", "__iter__"), Effect.ORDER),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, tuple) else str(value),
)
def test_types_lead_through_a_chain_of_calls_to_the_effect(chain, effect):
    assert follow(*chain).effect is effect


def test_a_users_table_speaks_first():
    mine = OURS.with_user_tables(
        {
            "pyproject.toml": {
                "time.time": "pure",
                "acme.now": "clock",
                "default": {"acme": "pure", "acme.http": "network write"},
                "alias": {"acme.clock.now": "acme.now"},
                "bases": {"acme.Client": ["requests.Session"]},
            }
        }
    )

    assert effect_of("time.time", mine) is None
    assert effect_of("acme.clock.now", mine) is Effect.CLOCK
    assert effect_of("acme.Client.get", mine) is Effect.NETWORK
    assert effect_of("acme.http.post", mine) is Effect.NETWORK
    assert effect_of("acme.anything", mine) is None
    assert mine.lookup("acme.anything") is not None
    assert effect_of("time.time") is Effect.CLOCK


def test_the_latest_of_several_tables_speaks_first():
    mine = OURS.with_user_tables(
        {"one.toml": {"acme.now": "clock"}, "two.toml": {"acme.now": "random"}}
    )

    assert effect_of("acme.now", mine) is Effect.RANDOM


@pytest.mark.parametrize(
    ("table", "complaint"),
    [
        ({"acme.now": "clok"}, "pyproject.toml: \"acme.now\": effect is 'clok'"),
        ({"default": {"acme": "clok"}}, 'pyproject.toml: default: "acme": effect'),
        ({"now": "clock"}, 'pyproject.toml: "now": expected a dotted name or a table, known are'),
        ({"default": "pure"}, "pyproject.toml: default: expected a table, found 'pure'"),
        ({"alias": {"a.b": 1}}, 'pyproject.toml: alias: "a.b": expected a text, found 1'),
        ({"bases": {"a.B": "a.C"}}, 'pyproject.toml: bases: "a.B": expected a list of names'),
    ],
)
def test_a_mistake_in_a_users_table_names_file_and_key(table, complaint):
    with pytest.raises(CatalogueError) as caught:
        OURS.with_user_tables({"pyproject.toml": table})

    assert complaint in str(caught.value)


def test_every_name_is_there_once_with_the_users_first():
    mine = OURS.with_user_tables({"mine.toml": {"time.time": "pure"}})
    names = [name for name, _ in mine.items()]

    assert len(names) == len(set(names))
    assert dict(mine.items())["time.time"].effect is None


def test_only_the_library_that_is_asked_for_is_read():
    program = (
        "from samepath.rules.catalogue import Catalogue, lookup\n"
        "Catalogue().lookup('requests.get')\n"
        "print(lookup._read.cache_info().currsize)"
    )
    result = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert result.stdout.strip() == "1"


def test_what_an_instance_holds_is_known_under_every_name_of_its_class_and_of_its_heirs():
    assert OURS.live("_thread.LockType") == "a lock"
    assert OURS.live("queue.PriorityQueue") == "a queue of this process"
    assert OURS.live("redis.asyncio.Redis") == "a connection"
    assert OURS.live("builtins.str") == ""
