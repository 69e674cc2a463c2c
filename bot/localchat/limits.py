"""What Telegram allows, and what it says where something goes beyond: one table of numbers, one of its own words."""

from dataclasses import dataclass, field
from typing import Any

RAW_TEXT_BYTES = 32 * 1024
TEXT_UNITS = 4096
CAPTION_UNITS = 1024
TOAST_UNITS = 200
ENTITIES = 100
CALLBACK_DATA_BYTES = 64
COPY_TEXT_LETTERS = 256
BUTTONS = 100
BUTTONS_A_ROW = 8
PLACEHOLDER_LETTERS = 64
COMMANDS = 100
COMMAND_DESCRIPTION_LETTERS = 256
NAME_LETTERS = 64
DESCRIPTION_LETTERS = 512
SHORT_DESCRIPTION_LETTERS = 120
UPDATES_AT_ONCE = 100
POLL_SECONDS = 50
UPDATE_KEPT_SECONDS = 24 * 3600
QUERY_KEPT_SECONDS = 150
DELETABLE_SECONDS = 48 * 3600
MESSAGES_DELETED_AT_ONCE = 100
PHOTO_BYTES = 10 * 1024 * 1024
PHOTO_SIDES = 10_000
PHOTO_RATIO = 20
FILE_BYTES = 50 * 1024 * 1024
DOWNLOAD_BYTES = 20 * 1024 * 1024
ALBUM = 10
QUOTE_UNITS = 1024
THREAD_NAME_LETTERS = 128
WEBHOOK_CONNECTIONS = 100
WEBHOOK_CONNECTIONS_DEFAULT = 40


@dataclass(frozen=True)
class Refusal:
    """An error as the Bot API answers it."""

    code: int
    description: str
    parameters: dict[str, Any] = field(default_factory=dict)

    def body(self) -> dict[str, Any]:
        """The answer's JSON."""
        body: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        return body | {"parameters": self.parameters} if self.parameters else body

    def naming(self, **values: object) -> "Refusal":
        """The same with the words that stand in braces filled in."""
        return Refusal(self.code, self.description.format(**values), self.parameters)


class Refused(Exception):
    """A call that Telegram would refuse."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.description)
        self.refusal = refusal


def bad_request(words: str) -> Refusal:
    """The refusal of a call that cannot be done as it stands."""
    return Refusal(400, f"Bad Request: {words}")


def too_many_requests(seconds: int) -> Refusal:
    """The refusal of one call too many."""
    return Refusal(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})


UNAUTHORIZED = Refusal(401, "Unauthorized")
NOT_FOUND = Refusal(404, "Not Found")
METHOD_NOT_FOUND = Refusal(404, "Not Found: method not found")
TOO_LARGE = Refusal(413, "Request Entity Too Large")

UNKNOWN_PARAMETER = bad_request('unknown parameter "{name}"')
NOT_MODELLED = bad_request('parameter "{name}" is not part of the local Telegram')
PARAMETER_REQUIRED = bad_request('parameter "{name}" is required')
PARAMETER_OF_TYPE = bad_request('parameter "{name}" must be of type {type}')
FIELD_OF_TYPE = bad_request('field "{name}" must be of type {type}')
FIELD_MISSING = bad_request('can\'t find field "{name}"')
FIELD_UNKNOWN = bad_request('unknown field "{name}"')
JSON_UNREADABLE = bad_request("can't parse JSON object")
BODY_UNREADABLE = bad_request("can't parse the request's body")
NOT_UTF8 = bad_request("strings must be encoded in UTF-8")

CHAT_ID_EMPTY = bad_request("chat_id is empty")
CHAT_NOT_FOUND = bad_request("chat not found")
BLOCKED = Refusal(403, "Forbidden: bot was blocked by the user")
DEACTIVATED = Refusal(403, "Forbidden: user is deactivated")
KICKED = Refusal(403, "Forbidden: bot was kicked from the group chat")
NOT_A_MEMBER = Refusal(403, "Forbidden: bot is not a member of the group chat")
CHAT_IS_PRIVATE = bad_request("chat member status can't be changed in private chats")

TEXT_EMPTY = bad_request("message text is empty")
TEXT_BLANK = bad_request("text must be non-empty")
RAW_TEXT_TOO_LONG = bad_request("text is too long")
TEXT_TOO_LONG = bad_request("message is too long")
EDITED_TEXT_TOO_LONG = bad_request("MESSAGE_TOO_LONG")
CAPTION_TOO_LONG = bad_request("message caption is too long")
PARSE_MODE_UNSUPPORTED = bad_request("unsupported parse_mode")
ENTITIES_UNPARSED = bad_request("can't parse entities: {why}")
ENTITY_UNPARSED = bad_request("can't parse MessageEntity: {why}")
ENTITY_OFFSET = bad_request("receive an entity with incorrect offset {offset}")
ENTITY_LENGTH = bad_request("receive an entity with incorrect length {length}")
ENTITY_BEGINS_AFTER_END = bad_request("entity begins after the end of the text at UTF-16 offset {offset}")
ENTITY_ENDS_AFTER_END = bad_request(
    "entity beginning at UTF-16 offset {offset} ends after the end of the text at UTF-16 offset {end}"
)
ENTITY_URL_INVALID = bad_request("entity URL '{url}' is invalid: Wrong HTTP URL")
EFFECT_INVALID = bad_request("EFFECT_ID_INVALID")
THREAD_NOT_FOUND = bad_request("message thread not found")
REPLY_NOT_FOUND = bad_request("message to be replied not found")

MARKUP_UNPARSED = bad_request("can't parse reply keyboard markup JSON object")
MARKUP_NOT_OBJECT = bad_request("object expected as reply markup")
MARKUP_TOO_LONG = bad_request("reply markup is too long")
INLINE_KEYBOARD_EXPECTED = bad_request("inline keyboard expected")
INLINE_BUTTON_UNPARSED = bad_request("can't parse inline keyboard button: {why}")
BUTTON_UNPARSED = bad_request("can't parse keyboard button: {why}")
BUTTON_DATA_INVALID = bad_request("BUTTON_DATA_INVALID")
BUTTON_TEXT_EMPTY = bad_request("inline keyboard button text must be non-empty")
BUTTON_COPY_TEXT_INVALID = bad_request("BUTTON_COPY_TEXT_INVALID")
BUTTON_STYLE_INVALID = bad_request("invalid button style specified")
BUTTON_URL_INVALID = bad_request("inline keyboard button URL '{url}' is invalid: {why}")
PLACEHOLDER_INVALID = bad_request("INPUT_PLACEHOLDER_INVALID")

NOT_MODIFIED = bad_request(
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)
MESSAGE_ID_MISSING = bad_request("message identifier is not specified")
MESSAGE_IDS_MISSING = bad_request("message identifiers are not specified")
TOO_MANY_MESSAGE_IDS = bad_request("too many message identifiers specified")
EDITED_NOT_FOUND = bad_request("message to edit not found")
NOT_EDITABLE = bad_request("message can't be edited")
NO_TEXT_TO_EDIT = bad_request("there is no text in the message to edit")
NO_CAPTION_TO_EDIT = bad_request("there is no caption in the message to edit")
DELETED_NOT_FOUND = bad_request("message to delete not found")
NOT_DELETABLE = bad_request("message can't be deleted for everyone")

QUERY_TOO_OLD = bad_request("query is too old and response timeout expired or query ID is invalid")
TOAST_TOO_LONG = bad_request("MESSAGE_TOO_LONG")

NO_PHOTO = bad_request("there is no photo in the request")
NO_VIDEO = bad_request("there is no video in the request")
NO_ANIMATION = bad_request("there is no animation in the request")
NO_DOCUMENT = bad_request("there is no document in the request")
NO_MEDIA = bad_request('can\'t find field "media"')
MEDIA_TYPE_UNSUPPORTED = bad_request("type must be one of photo, video, animation, document")
UPLOAD_NOT_FOUND = bad_request('file "{name}" for attach://{name} is not in the request')
WRONG_FILE_ID = bad_request("wrong file identifier/HTTP URL specified")
WRONG_FILE_KIND = bad_request("can't use file of type {found} as {wanted}")
URL_NOT_FETCHED = bad_request("failed to get HTTP URL content")
FILE_UNAVAILABLE = bad_request("wrong file_id or the file is temporarily unavailable")
FILE_EMPTY = bad_request("file must be non-empty")
FILE_TOO_BIG = bad_request("file is too big")
IMAGE_FAILED = bad_request("IMAGE_PROCESS_FAILED")
PHOTO_DIMENSIONS = bad_request("PHOTO_INVALID_DIMENSIONS")

CHAT_ACTION_WRONG = bad_request("wrong parameter action in request")
COMMANDS_TOO_MANY = bad_request("BOT_COMMANDS_TOO_MUCH")
COMMAND_INVALID = bad_request("BOT_COMMAND_INVALID")
COMMAND_DESCRIPTION_INVALID = bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
SCOPE_UNSUPPORTED = bad_request("unsupported type specified")
LANGUAGE_INVALID = bad_request("LANG_CODE_INVALID")
NAME_TOO_LONG = bad_request("name is too long")
DESCRIPTION_TOO_LONG = bad_request("description is too long")
SHORT_DESCRIPTION_TOO_LONG = bad_request("short description is too long")
MENU_BUTTON_UNSUPPORTED = bad_request("unsupported menu button type")

OTHER_POLLER = Refusal(
    409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
)
WEBHOOK_ACTIVE = Refusal(
    409,
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
)
WEBHOOK_URL_INVALID = bad_request("bad webhook: invalid webhook URL specified")
WEBHOOK_SECRET_INVALID = bad_request("secret token contains unallowed characters")
