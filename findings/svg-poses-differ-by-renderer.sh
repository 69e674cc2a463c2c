#!/usr/bin/env bash
# Versions: resvg-py 0.5.0, pillow 13.0.0 (PyPI); sharp 0.35.5 with librsvg 2.63.2 (npm).
# Guess: a limb may be turned by CSS or by attributes, with or without transform-origin: both renderers draw the same.
# Seen: only transform="rotate(angle x y)" is safe. resvg ignores transform and transform-origin in style and in <style>,
#   librsvg ignores transform-origin, as attribute and in style, and turns about the corner. A named filter that is missing
#   makes the figure vanish in resvg and does nothing in librsvg.
# Matters: a figure drawn in an editor or for a browser bends the wrong way, or not at all, without an error.
# Source: CSS Transforms 1 for what is meant; found by running them.
set -euo pipefail
. "$(dirname "$0")/common.bash"

with_python resvg-py==0.5.0 pillow==13.0.0
with_node sharp@0.35.5
cat >draw.py <<'PY'
import json

import resvg_py

LIMB = '<rect x="18" y="18" width="20" height="4" %s/>'
POSES = {
    "rotate(90 20 20)": LIMB % 'transform="rotate(90 20 20)"',
    "rotate, attribute origin": LIMB % 'transform="rotate(90)" transform-origin="20 20"',
    "rotate, origin in style": LIMB % 'style="transform: rotate(90deg); transform-origin: 20px 20px"',
    "translate in style": LIMB % 'style="transform: translate(-18px, 0)"',
    "translate in <style>": "<style>rect { transform: translate(-18px, 0) }</style>" + LIMB % "",
    "missing filter": LIMB % 'filter="url(#shadow)"',
}
with open("poses.json", "w") as file:
    frame = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40">%s</svg>'
    json.dump({name: frame % pose for name, pose in POSES.items()}, file)
for number, pose in enumerate(json.load(open("poses.json")).values()):
    with open(f"resvg{number}.png", "wb") as file:
        file.write(bytes(resvg_py.svg_to_bytes(svg_string=pose)))
PY
cat >draw.js <<'JS'
import { readFileSync } from "node:fs";
import sharp from "sharp";

const poses = Object.values(JSON.parse(readFileSync("poses.json", "utf8")));
await Promise.all(poses.map((pose, number) => sharp(Buffer.from(pose)).png().toFile("librsvg" + number + ".png")));
JS
cat >boxes.py <<'PY'
import json

from PIL import Image

for number, name in enumerate(json.load(open("poses.json"))):
    boxes = (Image.open(f"{renderer}{number}.png").convert("RGBA").getchannel("A").getbbox() for renderer in ("resvg", "librsvg"))
    print(name, "-> resvg draws {}, librsvg {}".format(*(box or "nothing" for box in boxes)))
PY
python3 draw.py
node draw.js
python3 boxes.py | seen
recorded <<'RECORDED'
rotate(90 20 20) -> resvg draws (18, 18, 22, 38), librsvg (18, 18, 22, 38)
rotate, attribute origin -> resvg draws (18, 18, 22, 38), librsvg nothing
rotate, origin in style -> resvg draws (18, 18, 38, 22), librsvg nothing
translate in style -> resvg draws (18, 18, 38, 22), librsvg (0, 18, 20, 22)
translate in <style> -> resvg draws (18, 18, 38, 22), librsvg (0, 18, 20, 22)
missing filter -> resvg draws nothing, librsvg (18, 18, 38, 22)
RECORDED
