# Sourced by each finding: a folder that goes at exit, pinned packages in it, the comparison with what is recorded.
# Zones come from the pinned packages, not from the machine.
export TZ=UTC LC_ALL=C.UTF-8 PYTHONTZPATH= PYTHONWARNINGS=ignore PYTHONDONTWRITEBYTECODE=1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

# with_python NAME==VERSION...: from here on, python3 has these packages.
with_python() {
    python3 -m venv venv
    PATH="$work/venv/bin:$PATH"
    pip install --quiet --no-compile --disable-pip-version-check "$@" 2>install.log || { cat install.log >&2; exit 2; }
}

# with_node NAME@VERSION...: from here on, node finds these packages.
with_node() {
    echo '{"type": "module"}' >package.json
    npm install --silent --no-audit --no-fund "$@" >install.log 2>&1 || { cat install.log >&2; exit 2; }
}

# with_tdlib: the folder has a module tdlib for TDLib's requests that need no connection; with_python brings tdjson.
with_tdlib() {
    cat >tdlib.py <<'PY'
import json

import tdjson

HTML, MARKDOWN = {"@type": "textParseModeHTML"}, {"@type": "textParseModeMarkdown", "version": 2}


def execute(request, **fields):
    return json.loads(tdjson.td_execute(json.dumps({"@type": request, **fields}).encode()))


def parse(text, mode):
    return execute("parseTextEntities", text=text, parse_mode=mode)


def kind(entity):
    return entity["type"]["@type"].removeprefix("textEntityType")


execute("setLogVerbosityLevel", new_verbosity_level=0)
PY
}

# seen: standard input is what was seen; shown and kept.
seen() {
    tee -a seen.txt
}

# recorded: standard input is what is recorded; fails where it differs from what was seen.
recorded() {
    diff - seen.txt >&2 || { echo "differs from what is recorded (< recorded, > seen)" >&2; exit 1; }
    echo "as recorded"
}
