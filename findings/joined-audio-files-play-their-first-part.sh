#!/usr/bin/env bash
# Versions: ffmpeg of imageio-ffmpeg 0.8.1, soundfile 0.14.0 (libsndfile 1.2.2), mutagen 1.48.1, tinytag 2.3.2.
# Guess: MP3 is a row of frames and Ogg may be chained, so spoken parts of 10 s and 20 s that are put one behind the other
#   byte by byte are a track of 30 s for every reader.
# Seen: ffmpeg plays 30 s of both. mutagen and tinytag say 10 s of both, libsndfile stops after 10 s of the MP3 and
#   cannot read the Ogg, all without a warning: each takes the first part for the whole. Joined by ffmpeg's concat
#   demuxer, without coding anew, all say 30 s for the MP3.
# Matters: a guided sequence made of ready parts goes out with a third of its length, if the duration sent with it is read from the file.
# Source: found by running them.
set -euo pipefail
. "$(dirname "$0")/common.bash"

with_python imageio-ffmpeg==0.8.1 soundfile==0.14.0 mutagen==1.48.1 tinytag==2.3.2 numpy==2.4.6
cat >joined.py <<'PY'
import subprocess
from pathlib import Path

import imageio_ffmpeg
import mutagen
import soundfile
from tinytag import TinyTag


def ffmpeg(*arguments):
    subprocess.run([imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "quiet", "-y", *arguments], check=True)


def played(path):
    try:
        sound, rate = soundfile.read(path)
    except (RuntimeError, ValueError):
        return "unreadable"
    return f"{len(sound) / rate:.0f} s"


for kind, codec in (("mp3", "libmp3lame"), ("ogg", "libopus")):
    parts = []
    for seconds in (10, 20):
        ffmpeg("-f", "lavfi", "-i", f"sine=duration={seconds}:sample_rate=48000", "-c:a", codec, f"{seconds}.{kind}")
        parts.append(Path(f"{seconds}.{kind}"))
    Path("list.txt").write_text("".join(f"file '{part}'\n" for part in parts))
    Path(f"bytes.{kind}").write_bytes(b"".join(part.read_bytes() for part in parts))
    ffmpeg("-f", "concat", "-i", "list.txt", "-c", "copy", f"concat.{kind}")
    for how in ("bytes", "concat"):
        path = f"{how}.{kind}"
        ffmpeg("-i", path, "played.wav")
        print(
            path, "ffmpeg plays", played("played.wav"), "| libsndfile plays", played(path),
            f"| mutagen says {mutagen.File(path).info.length:.0f} s | tinytag says {TinyTag.get(path).duration:.0f} s",
        )
PY
python3 joined.py 2>/dev/null | seen
recorded <<'RECORDED'
bytes.mp3 ffmpeg plays 30 s | libsndfile plays 10 s | mutagen says 10 s | tinytag says 10 s
concat.mp3 ffmpeg plays 30 s | libsndfile plays 30 s | mutagen says 30 s | tinytag says 30 s
bytes.ogg ffmpeg plays 30 s | libsndfile plays unreadable | mutagen says 10 s | tinytag says 10 s
concat.ogg ffmpeg plays 30 s | libsndfile plays unreadable | mutagen says 30 s | tinytag says 30 s
RECORDED
