#!/usr/bin/env bash
# Versions: garmin-fit-sdk 21.218.0, fitdecode 0.11.0, fitparse 1.2.0; the file is written by fit-tool 0.9.16.
# Guess: a watch's FIT file gives the wall time of a session (activity.local_timestamp), which tells the zone, as a naive
#   time in every reader.
# Seen: 15:30 in Tokyo is a bare count of seconds since 31 December 1989 in Garmin's own SDK (2006 when taken for a Unix
#   time), 15:30 labelled UTC in fitdecode, nine hours after the session, and 15:30 naive in fitparse, where the UTC
#   timestamp beside it is naive as well.
# Matters: sessions imported from watches land on the wrong day by reader; late evenings first.
# Source: the FIT profile's types date_time and local_date_time; found by running them.
set -euo pipefail
. "$(dirname "$0")/common.bash"

with_python garmin-fit-sdk==21.218.0 fitdecode==0.11.0 fitparse==1.2.0 fit-tool==0.9.16
python3 - <<'PY' | seen
from datetime import UTC, datetime

import fitdecode
import fitparse
from fit_tool.fit_file_builder import FitFileBuilder
from fit_tool.profile.messages.activity_message import ActivityMessage
from fit_tool.profile.messages.file_id_message import FileIdMessage
from fit_tool.profile.profile_type import FileType, Manufacturer
from garmin_fit_sdk import Decoder, Stream

at = datetime(2026, 11, 29, 6, 30, tzinfo=UTC)
file_id, activity = FileIdMessage(), ActivityMessage()
file_id.type, file_id.manufacturer, file_id.product = FileType.ACTIVITY, Manufacturer.DEVELOPMENT.value, 0
file_id.time_created = activity.timestamp = int(at.timestamp() * 1000)
activity.local_timestamp = int((at - datetime(1989, 12, 31, tzinfo=UTC)).total_seconds()) + 9 * 3600
builder = FitFileBuilder(auto_define=True)
builder.add(file_id)
builder.add(activity)
builder.build().to_file("session.fit")

messages, _ = Decoder(Stream.from_file("session.fit")).read()
(said,) = messages["activity_mesgs"]
print("garmin-fit-sdk", repr(said["timestamp"]), repr(said["local_timestamp"]))
with fitdecode.FitReader("session.fit") as reader:
    for frame in reader:
        if isinstance(frame, fitdecode.FitDataMessage) and frame.name == "activity":
            print("fitdecode", repr(frame.get_value("timestamp")), repr(frame.get_value("local_timestamp")))
for message in fitparse.FitFile("session.fit").get_messages("activity"):
    print("fitparse", repr(message.get_value("timestamp")), repr(message.get_value("local_timestamp")))
PY
recorded <<'RECORDED'
garmin-fit-sdk datetime.datetime(2026, 11, 29, 6, 30, tzinfo=datetime.timezone.utc) 1164900600
fitdecode datetime.datetime(2026, 11, 29, 6, 30, tzinfo=datetime.timezone.utc) datetime.datetime(2026, 11, 29, 15, 30, tzinfo=datetime.timezone.utc)
fitparse datetime.datetime(2026, 11, 29, 6, 30) datetime.datetime(2026, 11, 29, 15, 30)
RECORDED
