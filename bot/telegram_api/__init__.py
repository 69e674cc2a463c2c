"""The wire: the only place that knows HTTP."""

import os
import warnings

# python-telegram-bot then gives every period as a timedelta; as plain numbers each would cost a deprecation warning.
os.environ["PTB_TIMEDELTA"] = "true"

from telegram.warnings import PTBUserWarning

# The intake keeps updates as they came, and PTB would rather parse them.
warnings.filterwarnings("ignore", "Please use 'Bot", PTBUserWarning)
