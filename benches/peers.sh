#!/usr/bin/env bash
# The same questions to Dudao and to its peers, in turns, so that a noisy machine disturbs all alike; prints what the
# peer takes as a multiple of what Dudao takes. Skips what is not installed.
# Usage: PTYBENCH=path/to/ptybench.py benches/peers.sh [rounds]; SIZES="small nation", DUDAO names the program.
set -euo pipefail
cd "$(dirname "$0")/.."

rounds=${1:-3}
bench=$(realpath "${PTYBENCH:?set PTYBENCH to the path of ptybench.py}")
dudao=${DUDAO:-target/release/dudao}
[ -x "$dudao" ] || { echo "build first: cargo build --release"; exit 1; }
dudao=$(realpath "$dudao")
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT

has() { command -v "$1" >/dev/null; }

spec() { # file, what is on the screen when it is ready, keys to come to a list, command
  local file=$1 ready=$2 to_list=$3
  shift 3
  python3 - "$file" "$ready" "$to_list" "$@" <<'PY'
import json, sys
file, ready, to_list, *argv = sys.argv[1:]
steps = [{"op": "send", "keys": to_list}, {"op": "sleep", "ms": 500}] if to_list else []
steps += [
    {"op": "key", "name": "j", "keys": ["j"], "n": 60, "warmup": 3},
    {"op": "mem", "name": "memory"},
    {"op": "idle", "name": "rest", "seconds": 3},
]
spec = {"name": file, "argv": argv, "rows": 50, "cols": 200, "ready": ready, "ready_timeout": 120, "steps": steps}
json.dump(spec | {"env": {"TERM": "xterm-256color"}, "quit": ["q"]}, open(file, "w"))
PY
}

ratios() { # size, peer
  python3 "$bench" run "$home/ours.json" --vs "$home/theirs.json" --rounds "$rounds" --json "$home/out.json" >/dev/null
  python3 - "$home/out.json" "$1 $2" <<'PY'
import json, sys
out = json.load(open(sys.argv[1]))
for name, r in out["ratio_b_over_a"].items():
    print(f'{sys.argv[2]:22} {name:24} {r["median"]:8.2f} times ({r["min"]:.2f} to {r["max"]:.2f}, {r["rounds"]} rounds)')
PY
}

ask() { # size, peer, ready, command
  local size=$1 peer=$2 ready=$3
  shift 3
  if ! has "$1"; then echo "$size $peer: not installed"; return; fi
  spec "$home/theirs.json" "$ready" "" "$@"
  ratios "$size" "$peer" || echo "$size $peer: did not answer"
}

# one ledger, and its rows as a table for those who look at tables
for size in ${SIZES:-small nation}; do
  if [ "$size" = small ]; then units=8 events=2800; else units=2844 events=1000000; fi
  "$dudao" demo --units "$units" --findings 36 --events "$events" --seed 1 "$home/$size" >/dev/null
  ours=("$dudao" --data-dir "$home/$size" --config-dir "$home/config" --report "demo-${units}x36" --who A --lang en)
  "${ours[@]}" list -f csv >"$home/$size.csv"
  spec "$home/ours.json" Total 2 "${ours[@]}"
  # the name of the second column is on every one of their screens
  column=$(head -1 "$home/$size.csv" | tr -d '\r' | cut -d, -f2)
  ask "$size" less "$column" less -S "$home/$size.csv"
  ask "$size" csvlens "$column" csvlens "$home/$size.csv"
  ask "$size" visidata "$column" vd "$home/$size.csv"
  ask "$size" tabiew "$column" tw "$home/$size.csv"
  if [ "$size" = small ] && has task; then
    export TASKDATA="$home/tasks" TASKRC="$home/taskrc"
    mkdir -p "$TASKDATA" && touch "$TASKRC"
    tail -n +2 "$home/small.csv" | cut -d, -f1 | sed 's/.*/{"description":"&"}/' |
      task rc.confirmation=0 import - >/dev/null
    ask small taskwarrior-tui "1.1@" taskwarrior-tui
  fi
done
