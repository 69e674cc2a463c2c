#!/usr/bin/env bash
# Versions: ffmpeg of imageio-ffmpeg 0.8.1, soundfile 0.14.0, pyloudnorm 0.2.0.
# Guess: ffmpeg's loudnorm brings a cue of 0.3 s to the loudness of the others, or leaves it as it is.
# Seen: a sound below 0.4 s has no loudness (EBU R 128 measures blocks of 0.4 s): the meter says -inf and the filter
#   raises it until its peak is at the limit, ten decibels and more above a cue of one second, however soft it was.
#   ebur128 says -70 for it, pyloudnorm refuses it.
# Matters: the tick that ends a hold is the loudest sound of the exercise. Normalise the finished track, or cues by peak.
# Source: ITU-R BS.1770 (blocks of 400 ms); the rest was found by running them.
set -euo pipefail
. "$(dirname "$0")/common.bash"

with_python imageio-ffmpeg==0.8.1 soundfile==0.14.0 pyloudnorm==0.2.0 numpy==2.4.6
cat >cues.py <<'PY'
import re
import subprocess

import imageio_ffmpeg
import numpy
import pyloudnorm
import soundfile

RATE = 48000


def ffmpeg(*arguments):
    run = subprocess.run([imageio_ffmpeg.get_ffmpeg_exe(), "-y", *arguments], check=True, capture_output=True, text=True)
    return run.stderr


for seconds, level in ((0.3, -40), (0.3, -20), (1, -40), (1, -20)):
    tone = 10 ** (level / 20) * numpy.sin(2 * numpy.pi * 440 * numpy.arange(int(seconds * RATE)) / RATE)
    soundfile.write("cue.wav", tone, RATE)
    ffmpeg("-i", "cue.wav", "-af", "loudnorm=I=-16:TP=-1.5", "-ar", str(RATE), "even.wav")
    peak = 20 * numpy.log10(numpy.abs(soundfile.read("even.wav")[0]).max())
    measured = re.findall(r"I: +(\S+) LUFS", ffmpeg("-i", "cue.wav", "-af", "ebur128", "-f", "null", "-"))[-1]
    try:
        loudness = f"{pyloudnorm.Meter(RATE).integrated_loudness(tone):.0f}"
    except ValueError:
        loudness = "refused"
    print(f"{seconds} s at {level} dB: ebur128 {float(measured):.0f}, pyloudnorm {loudness}, peak after loudnorm {peak:.0f} dB")
PY
python3 cues.py | seen
recorded <<'RECORDED'
0.3 s at -40 dB: ebur128 -70, pyloudnorm refused, peak after loudnorm -2 dB
0.3 s at -20 dB: ebur128 -70, pyloudnorm refused, peak after loudnorm -2 dB
1 s at -40 dB: ebur128 -44, pyloudnorm -44, peak after loudnorm -12 dB
1 s at -20 dB: ebur128 -24, pyloudnorm -24, peak after loudnorm -12 dB
RECORDED
