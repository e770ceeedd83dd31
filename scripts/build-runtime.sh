# shellcheck shell=bash
# Builds what ./ferry starts, into .build/. Sourced by ./ferry when there is no build or the sources are newer.
#
# Expects root (the clone) and what find-jdk.sh sets.
#
#   .build/current        one line: the name of the run folder, and the clone's path; its time is when that build began
#   .build/run/NAME/lib   the jars of one build. A build never touches an older one's folder: a receiver may still run there
#   .build/run/NAME/aot-V the JVM's start-up caches for the JDK with version V
#   .build/classes        Maven's folder for these builds; it is not target/, so no other build is met half-way
#   .build/build.log      what Maven said last

: "${root:?}"

# build_runtime: under a lock, so that two ./ferry at once build once.
build_runtime() {
  find_maven || return
  mkdir -p "$root/.build" || return 73
  if command -v flock >/dev/null 2>&1; then
    (
      flock -n 8 || { progress 'Waiting for another build of Ferry' && flock 8; }
      build_unless_done 8>&-
    ) 8>"$root/.build/lock"
  else
    lock_by_folder
  fi
}

# lock_by_folder: for systems without flock(1). A lock whose owner is gone is taken over.
lock_by_folder() {
  local folder=$root/.build/lock.d owner
  until mkdir "$folder" 2>/dev/null; do
    owner=$(cat "$folder/pid" 2>/dev/null) || owner=''
    if [ -n "$owner" ] && ! kill -0 "$owner" 2>/dev/null; then
      rm -rf "$folder"
    else
      sleep 0.2
    fi
  done
  (
    trap 'rm -rf "$folder"' EXIT
    echo $$ >"$folder/pid"
    build_unless_done
  )
}

build_unless_done() {
  runtime_is_fresh && return
  local name log=$root/.build/build.log
  name=$(date +%Y%m%d-%H%M%S)-$$
  printf '%s\n%s\n' "$name" "$root" >"$root/.build/current.new"
  if ! compile_runtime "$log"; then
    explain_failure "$log"
    return 70
  fi
  mkdir -p "$root/.build/run"
  mv "$root/.build/classes/ferry-cli/runtime" "$root/.build/run/$name" || return
  # Neither of the two must succeed: they only make Ferry start sooner.
  "$FERRY_JDK/bin/java" "$root/scripts/RenewClasses.java" "$root/.build/run/$name" >>"$log" 2>&1 </dev/null
  train_runtime "$root/.build/run/$name" >>"$log" 2>&1
  mv "$root/.build/current.new" "$root/.build/current"
  forget_old_runtimes
}

# compile_runtime LOG: Maven, quietly, with one line on the screen that says how far it is.
compile_runtime() {
  local line
  rm -rf "$root/.build/classes/ferry-cli/runtime"
  progress 'Building Ferry'
  (
    cd "$root" && ferry_maven -Plauncher -Dmaven.test.skip=true -pl cli -am package </dev/null 2>&1
  ) | while IFS= read -r line; do
    printf '%s\n' "$line"
    case $line in
      *'] Building Ferry: '*)
        line=${line#*] Building }
        progress "Building ${line%% [0-9]*}"
        ;;
    esac
  done >"$1"
  local status=${PIPESTATUS[0]}
  progress ''
  return "$status"
}

# progress TEXT: on a terminal one line that changes, else the first one only.
progress() {
  if [ -t 2 ]; then
    printf '\r\033[K%s' "${1:+$1 ...}" >&2
  elif [ "$1" = 'Building Ferry' ]; then
    printf '%s ...\n' "$1" >&2
  fi
}

explain_failure() {
  printf 'Ferry could not be built. The end of the log:\n\n' >&2
  grep -v '^\[ERROR\] *\(\[Help\|->\|To see\|Re-run\|For more\|After\|$\)' "$1" | tail -n 25 >&2
  printf '\nThe whole log is %s\n' "$1" >&2
}

# A receiver may run for days on an older build: the last three stay.
forget_old_runtimes() {
  local old
  # shellcheck disable=SC2012 # names are ours: digits and dashes
  ls -1 "$root/.build/run" | sort -r | tail -n +4 | while IFS= read -r old; do rm -rf "$root/.build/run/${old:?}"; done
}
