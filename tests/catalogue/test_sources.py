"""The names that other tools for durable workflows warn of, each with its effect here."""

import pytest

from samepath.rules.catalogue import Catalogue

CATALOGUE = Catalogue()

EXPECTED = {
    "clock": """
        time.time time.time_ns time.monotonic time.monotonic_ns time.perf_counter
        time.perf_counter_ns time.process_time time.thread_time time.localtime time.gmtime
        time.ctime time.strftime datetime.datetime.now datetime.datetime.utcnow
        datetime.datetime.today datetime.date.today pandas.Timestamp.now pendulum.now
        arrow.utcnow django.utils.timezone.now email.utils.formatdate timeit.timeit
    """,
    "random": """
        random.random random.randint random.choice random.choices random.sample random.shuffle
        random.uniform random.getrandbits random.Random random.SystemRandom os.urandom
        secrets.token_hex secrets.token_bytes secrets.token_urlsafe secrets.choice
        secrets.randbelow secrets.randbits numpy.random.rand numpy.random.randn
        numpy.random.default_rng numpy.random.RandomState numpy.random.shuffle tempfile.mktemp
    """,
    "identity": """
        uuid.uuid1 uuid.uuid4 uuid.uuid7 nanoid.generate ulid.ULID shortuuid.uuid
        email.utils.make_msgid bson.ObjectId
    """,
    "environment": """
        os.getenv os.environ.get os.getcwd os.getpid os.cpu_count os.name sys.argv sys.platform
        socket.gethostname platform.node platform.system getpass.getuser pathlib.Path.cwd
        pathlib.Path.home os.path.expanduser threading.get_ident threading.current_thread
        argparse.ArgumentParser.parse_args dotenv.load_dotenv pydantic_settings.BaseSettings
        ldclient.LDClient.variation UnleashClient.UnleashClient.is_enabled
        growthbook.GrowthBook.is_on openfeature.client.OpenFeatureClient.get_boolean_value
        posthog.feature_enabled flagsmith.models.Flags.is_feature_enabled statsig.check_gate
        waffle.flag_is_active decouple.config environs.Env.str
    """,
    "locale": "locale.getlocale locale.setlocale time.tzname time.mktime gettext.gettext",
    "object-identity": "builtins.id builtins.hash builtins.object.__repr__",
    "order": "builtins.set.pop builtins.set.__iter__ builtins.frozenset.__iter__",
    "completion": """
        asyncio.wait asyncio.as_completed asyncio.wait_for concurrent.futures.wait
        concurrent.futures.as_completed select.select selectors.DefaultSelector.select
        asyncio.Task.done concurrent.futures.Future.done
    """,
    "network": """
        requests.get requests.post requests.Session.put httpx.get httpx.AsyncClient.post
        aiohttp.ClientSession.get urllib.request.urlopen urllib3.request socket.create_connection
        socket.socket.connect socket.getaddrinfo http.client.HTTPConnection.request smtplib.SMTP
        smtplib.SMTP.sendmail ftplib.FTP.storbinary imaplib.IMAP4.append poplib.POP3.dele
        xmlrpc.client.ServerProxy.anything asyncio.open_connection stripe.Charge.create
        anthropic.Anthropic.messages.create kafka.KafkaProducer.send kafka.KafkaProducer
        slack_sdk.WebClient.chat_postMessage litellm.completion cohere.ClientV2.chat
        huggingface_hub.InferenceClient.chat_completion niquests.post
        langchain_openai.ChatOpenAI.ainvoke crewai.Crew.kickoff mcp.ClientSession.call_tool
    """,
    "file": """
        builtins.open io.open os.listdir os.remove os.mkdir os.walk os.scandir shutil.copy
        shutil.rmtree glob.glob tempfile.mkstemp gzip.open bz2.open lzma.open zipfile.ZipFile
        zipfile.ZipFile.extractall tarfile.open pathlib.Path.read_text pathlib.Path.exists
        pathlib.Path.write_text pathlib.Path.iterdir pathlib.Path.unlink pathlib.Path.resolve
        os.path.exists os.path.getmtime filecmp.cmp fileinput.input linecache.getline mmap.mmap
        shelve.open pandas.read_csv numpy.save
    """,
    "database": """
        sqlite3.connect sqlite3.Connection.execute psycopg.connect psycopg2.connect
        asyncpg.Connection.fetch sqlalchemy.orm.Session.commit redis.Redis.set
        pymongo.collection.Collection.insert_one django.db.models.QuerySet.get
        django.db.models.Model.save pymysql.connect qdrant_client.QdrantClient.upsert
        chromadb.Collection.add pinecone.Index.query weaviate.WeaviateClient.collections.create
        clickhouse_connect.driver.client.Client.query dataset.Database.query
    """,
    "process": """
        subprocess.run subprocess.Popen subprocess.check_output os.system os.fork os.kill
        os.popen signal.signal multiprocessing.Process asyncio.create_subprocess_exec
        webbrowser.open atexit.register
    """,
    "thread": """
        threading.Thread.start threading.Lock.acquire threading.Event.wait queue.Queue.get
        concurrent.futures.ThreadPoolExecutor concurrent.futures.Executor.submit
        asyncio.to_thread asyncio.AbstractEventLoop.run_in_executor
    """,
    "sleep": "time.sleep asyncio.sleep anyio.sleep sched.scheduler.run",
    "console": "builtins.print builtins.input sys.stdout.write click.echo pprint.pprint",
    "log": "logging.info logging.Logger.info warnings.warn structlog.stdlib.BoundLogger.info",
    "metric": "prometheus_client.Counter.inc opentelemetry.trace.Tracer.start_span",
    "shared-state": """
        random.seed numpy.random.seed contextvars.ContextVar.set decimal.getcontext
        sys.setrecursionlimit flask.g
    """,
}
WRITES = """
    requests.post builtins.print os.remove pathlib.Path.write_text redis.Redis.set
    subprocess.run random.seed locale.setlocale os.chdir sqlite3.Connection.commit
    logging.Logger.info shutil.rmtree boto3.resources.base.ServiceResource.delete
"""
READS = """
    qdrant_client.QdrantClient.search chromadb.Collection.query pinecone.Index.fetch
    kubernetes.client.CoreV1Api.list_namespaced_pod slack_sdk.WebClient.conversations_list
    requests.get builtins.open os.listdir redis.Redis.get time.time os.getenv sqlite3.connect
    builtins.input psycopg.Cursor.fetchone boto3.resources.base.ServiceResource.get_item
"""
HARMLESS = """
    uuid.UUID uuid.uuid5 datetime.datetime.fromisoformat time.strptime os.path.join
    pathlib.PurePath.joinpath json.loads builtins.sorted builtins.len hashlib.sha256
    random.Random.random numpy.random.Generator.normal urllib.parse.urlparse re.compile
    requests.Response.json collections.Counter secrets.compare_digest io.StringIO.write
    slack_sdk.WebClient slack_sdk.errors.SlackApiError kafka.errors.KafkaError
    kubernetes.client.V1Pod qdrant_client.models.PointStruct google.genai.types.Content
    langchain_openai.ChatOpenAI litellm.ModelResponse growthbook.GrowthBook
    elasticsearch.NotFoundError
    cachetools.TTLCache fastuuid.uuid5 html2text.html2text weaviate.classes.query.Filter.by_property
    typing.cast pydantic.BaseModel.model_dump sqlalchemy.select base64.b64encode
"""


@pytest.mark.parametrize("effect", EXPECTED)
def test_what_others_warn_of_has_its_effect(effect):
    found = {}
    for name in EXPECTED[effect].split():
        entry = CATALOGUE.lookup(name)
        found[name] = entry and str(entry.effect)

    assert found == dict.fromkeys(found, effect)


@pytest.mark.parametrize(("names", "access"), [(WRITES, "write"), (READS, "read")])
def test_an_effect_says_whether_it_reads_or_writes(names, access):
    found = {name: CATALOGUE.lookup(name).access for name in names.split()}

    assert found == dict.fromkeys(found, access)


def test_what_looks_guilty_and_is_not_has_no_effect():
    found = {name: CATALOGUE.lookup(name).effect for name in HARMLESS.split()}

    assert found == dict.fromkeys(found)


def test_a_directory_is_listed_in_no_order():
    listings = """
        os.listdir os.scandir os.walk glob.glob glob.iglob pathlib.Path.iterdir pathlib.Path.glob
        pathlib.Path.rglob redis.Redis.keys
    """
    assert all(CATALOGUE.lookup(name).unordered for name in listings.split())


def test_where_the_order_of_an_argument_goes():
    def iterates(name):
        return CATALOGUE.lookup(name).iterates

    assert 0 in iterates("builtins.list")
    assert 0 in iterates("builtins.str.join")
    assert 1 in iterates("functools.reduce")
    assert "*" in iterates("builtins.zip")
    assert iterates("builtins.sorted") == iterates("builtins.sum") == ()
    assert CATALOGUE.lookup("builtins.sorted").result == "sorted"


def test_which_arguments_are_called():
    def calls(name):
        return CATALOGUE.lookup(name).calls

    assert calls("builtins.sorted") == ("key",)
    assert calls("builtins.map") == (0,)
    assert calls("threading.Thread") == (1, "target")
    assert calls("concurrent.futures.ThreadPoolExecutor.submit") == (0,)
    assert calls("asyncio.to_thread") == (0,)


def test_a_cache_on_a_function_is_shared_and_a_retry_sleeps():
    assert CATALOGUE.lookup("functools.lru_cache").adds == "shared-state"
    assert CATALOGUE.lookup("tenacity.retry").adds == "sleep"
