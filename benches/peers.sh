#!/usr/bin/env bash
# The same questions to Dudao and to its peers, in turns, so that a noisy machine disturbs all alike; prints ratios.
# Skips what is not installed. Usage: benches/peers.sh [rounds]; PTYBENCH names the harness (a ptybench.py).
set -euo pipefail
cd "$(dirname "$0")/.."

rounds=${1:-3}
bench=${PTYBENCH:?set PTYBENCH to the path of ptybench.py}
dudao=${DUDAO:-target/release/dudao}
[ -x "$dudao" ] || { echo "build first: cargo build --release"; exit 1; }
dudao=$(realpath "$dudao")
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT

has() { command -v "$1" >/dev/null; }

# one ledger, and its rows as a table for those who look at tables
for size in small:8:2800 nation:2844:1000000; do
  IFS=: read -r name units events <<<"$size"
  "$dudao" demo --units "$units" --findings 36 --events "$events" --seed 1 "$home/$name" >/dev/null
  id=demo-${units}x36
  ours="$dudao --data-dir $home/$name --config-dir $home/config --report $id --who A --lang en"
  $ours list -f csv -o "$home/$name.csv"
  ask() { # name, command, what is on the screen when it is ready
    for _ in $(seq "$rounds"); do
      python3 "$bench" run --cmd "$ours" --ready Dudao --key j --n 100 --vs-cmd "$2" 2>&1 | sed "s/^/$name $1: /"
    done
  }
  if has csvlens; then ask csvlens "csvlens $home/$name.csv"; else echo "$name csvlens: not installed"; fi
  if has vd; then ask visidata "vd $home/$name.csv"; else echo "$name visidata: not installed"; fi
  if has tw; then ask tabiew "tw $home/$name.csv"; else echo "$name tabiew: not installed"; fi
done

if has taskwarrior-tui && has task; then
  export TASKDATA="$home/tasks" TASKRC="$home/taskrc"
  mkdir -p "$TASKDATA" && touch "$TASKRC"
  tail -n +2 "$home/small.csv" | cut -d, -f1 | head -288 |
    while read -r id; do echo "{\"description\":\"$id\"}"; done | task rc.confirmation=0 import - >/dev/null
  name=small
  ours="$dudao --data-dir $home/small --config-dir $home/config --report demo-8x36 --who A --lang en"
  ask taskwarrior-tui taskwarrior-tui
else
  echo "small taskwarrior-tui: not installed"
fi
