"""What somebody can mean, however they say it: each a frozen type with its own fields."""

from bot.chat.intents import admins, asking, history, mine, pages, stretching, subscribing, taking
from bot.chat.intents.base import Detailed

KINDS: tuple[type[Detailed], ...] = tuple(
    kind
    for module in (subscribing, stretching, pages, history, mine, asking, taking, admins)
    for name, kind in vars(module).items()
    if isinstance(kind, type) and issubclass(kind, Detailed) and kind is not Detailed and name[0] != "_"
)
