"""Describes the sample organisation that `cordboard run` loads into an empty database."""

from msgspec.structs import replace

from cordboard.api.control import AddUser
from cordboard.app.setup_commands import Configure
from cordboard.core.channel import ChannelKind
from cordboard.core.ids import ApplicationId, PresenceId, QueueId, TemplateId, WorkstreamId
from cordboard.core.presence import BasePresence, PresenceOption
from cordboard.core.session_template import Application, SessionTemplate
from cordboard.core.user import Role
from cordboard.core.widget import MonitoringNotice, Option, Position, Question, QuestionKind, Widget
from cordboard.core.workstream import Queue, Workstream

QUEUE = QueueId("support")
WEB = WorkstreamId("website")
SHOP = WorkstreamId("shop")
LETTERS = WorkstreamId("letters")
LIVE_CHATS = frozenset({WEB, SHOP})
"""Those with a page of the sample organisation's web site."""

PORT = 8080
"""Where the server listens unless it is told otherwise."""
ORIGINS = (f"http://localhost:{PORT}", f"http://127.0.0.1:{PORT}")
ORDERS = Application(
    id=ApplicationId("orders"),
    name="Orders",
    url=f"http://localhost:{PORT}/sample/{SHOP}/orders?email={{email}}&name={{customerName}}",
)
SHOP_SESSION = SessionTemplate(id=TemplateId("shop"), name="Web shop", applications=(ORDERS.id,))

TOPIC = Question(
    name="topic",
    kind=QuestionKind.CHOICE,
    label={
        "en": "What is it about?",
        "th": "เรื่องอะไร",
        "lv": "Par ko ir jautājums?",
        "sv": "Vad gäller det?",
        "id": "Tentang apa?",
        "nl": "Waar gaat het over?",
    },
    options=(
        Option(
            value="order",
            label={
                "en": "An order",
                "th": "คำสั่งซื้อ",
                "lv": "Pasūtījums",
                "sv": "En beställning",
                "id": "Pesanan",
                "nl": "Een bestelling",
            },
        ),
        Option(
            value="repair",
            label={
                "en": "A repair",
                "th": "การซ่อม",
                "lv": "Remonts",
                "sv": "En reparation",
                "id": "Perbaikan",
                "nl": "Een reparatie",
            },
        ),
        Option(
            value="other",
            label={
                "en": "Something else",
                "th": "เรื่องอื่น",
                "lv": "Kas cits",
                "sv": "Något annat",
                "id": "Hal lain",
                "nl": "Iets anders",
            },
        ),
    ),
)

SHOP_WIDGET = Widget(
    accent="#7a1f5c",
    position=Position.LEFT,
    title={
        "en": "Ask the shop",
        "th": "ถามร้านค้า",
        "lv": "Jautājiet veikalam",
        "sv": "Fråga butiken",
        "id": "Tanya toko",
        "nl": "Vraag het de winkel",
    },
    greeting={
        "en": "Hello! What can we mend for you?",
        "th": "สวัสดี! ให้เราซ่อมอะไรดี",
        "lv": "Labdien! Ko varam jums salabot?",
        "sv": "Hej! Vad kan vi laga åt dig?",
        "id": "Halo! Apa yang dapat kami perbaiki?",
        "nl": "Hallo! Wat kunnen we voor u herstellen?",
    },
    questions=(Question(name="name", required=True), Question(name="email"), TOPIC),
    notice=MonitoringNotice(consent=True),
)

CONFIGURATION = Configure(
    presences=(PresenceOption(id=PresenceId("lunch"), name="At lunch", base=BasePresence.AWAY),),
    applications=(ORDERS,),
    session_templates=(SHOP_SESSION,),
    queues=(Queue(id=QUEUE, name="Support"),),
    workstreams=(
        Workstream(
            id=WEB,
            name="Website chat",
            channel=ChannelKind.LIVE_CHAT,
            queue_id=QUEUE,
            allowed_origins=ORIGINS,
            widget=Widget(questions=(Question(name="name"),), notice=MonitoringNotice()),
        ),
        Workstream(
            id=SHOP,
            name="Web shop chat",
            channel=ChannelKind.LIVE_CHAT,
            queue_id=QUEUE,
            allowed_origins=ORIGINS,
            session_template_id=SHOP_SESSION.id,
            details_shown=("name", "email", "topic", "page", "language", "browser"),
            widget=SHOP_WIDGET,
        ),
        Workstream(id=LETTERS, name="Letters (test channel)", channel=ChannelKind.TEST, queue_id=QUEUE),
    ),
)


def served_at(port: int) -> Configure:
    """Return the settings for a server on this port, which is where the application is served too."""
    orders = replace(ORDERS, url=ORDERS.url.replace(f":{PORT}/", f":{port}/", 1))
    return replace(CONFIGURATION, applications=(orders,))


def people(password_hash: str) -> tuple[AddUser, ...]:
    """Return who works in the sample organisation, all with one password."""
    agents = (("anna", "Anna Ozola"), ("budi", "Budi Santoso"))
    return (
        *(
            AddUser(
                login=login,
                display_name=name,
                password_hash=password_hash,
                roles=(Role.AGENT,),
                queue_ids=(QUEUE,),
            )
            for login, name in agents
        ),
        AddUser(
            login="saga",
            display_name="Saga Lindqvist",
            password_hash=password_hash,
            roles=(Role.SUPERVISOR,),
            supervises=(QUEUE,),
        ),
        AddUser(
            login="admin",
            display_name="Narong Wattana",
            password_hash=password_hash,
            roles=(Role.ADMINISTRATOR,),
        ),
    )
