# What the scripts share, to be sourced: a step says what it does, does it and is timed; the first that fails ends all.

# Exit code of a script that could not do its work here, and said why: neither a success nor a failure.
readonly SKIPPED=77

steps=()
doing=

# step WORDS COMMAND…: the command may be a function, and may end with $SKIPPED.
step() {
  doing=$1
  local start=$SECONDS code=0
  shift
  printf '\n== %s\n' "$doing"
  # In a subshell of its own, so that `set -e` holds inside functions too.
  set +e
  (set -e; "$@")
  code=$?
  set -e
  case $code in
    0) steps+=("$(printf '%5d s  %s' $((SECONDS - start)) "$doing")") ;;
    "$SKIPPED") steps+=("skipped  $doing") ;;
    *)
      printf '\nfailed: %s\n' "$doing" >&2
      exit 1
      ;;
  esac
}

# Says which steps were done, how long each took, and which were skipped.
summary() {
  printf '\n== done\n'
  printf '%s\n' "${steps[@]}"
}

# have TOOL: installs a cargo tool (`cargo-fuzz`, `cargo-deny`, …) where it is absent, and says so.
have() {
  if [ ! -x "${CARGO_HOME:-$HOME/.cargo}/bin/$1" ] && ! command -v "$1" >/dev/null; then
    echo "$1 is not there: installing it"
    cargo install --locked --quiet "$1"
  fi
}

# have_postgres: installs Debian's PostgreSQL where there is none, and says so. The tests start servers of their own; the
# one that Debian would start is not wanted.
have_postgres() {
  if ! compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null && ! command -v initdb >/dev/null; then
    echo 'PostgreSQL is not there: installing Debian'"'"'s package postgresql'
    local root=() conf=/etc/postgresql-common/createcluster.d
    [ "$(id -u)" = 0 ] || root=(sudo)
    "${root[@]}" apt-get -qq update
    "${root[@]}" mkdir -p "$conf"
    echo 'create_main_cluster = false' | "${root[@]}" tee "$conf/for-tests.conf" >/dev/null
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq install --no-install-recommends postgresql >/dev/null
    "${root[@]}" rm "$conf/for-tests.conf"
  fi
}

# have_package PACKAGE: installs a Debian package whose program of the same name is absent, and says so.
have_package() {
  if ! command -v "$1" >/dev/null; then
    echo "$1 is not there: installing Debian's package"
    local root=()
    [ "$(id -u)" = 0 ] || root=(sudo)
    "${root[@]}" apt-get -qq update
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq install --no-install-recommends "$1" >/dev/null
  fi
}

# have_npm [FOLDER]: installs npm's packages of a folder, each pinned by its digest, where they are absent; without one those
# that the verifier for browsers is built and tested with.
have_npm() {
  local folder=${1:-verifier/tests}
  command -v npm >/dev/null || return 1
  # npm writes this file last: it is newer than the lock where all is there.
  if [ ! "$folder/node_modules/.package-lock.json" -nt "$folder/package-lock.json" ]; then
    echo "npm's packages for $folder are not there: installing them"
    npm ci --prefix "$folder" --ignore-scripts --no-audit --no-fund --silent
  fi
}

# skip WHY: ends a script that cannot do its work here.
skip() {
  echo "skipped: $1"
  exit "$SKIPPED"
}

# have_chromium: installs Debian's Chromium where there is none, and says so; skips where it cannot be had.
have_chromium() {
  if ! command -v chromium >/dev/null; then
    command -v apt-get >/dev/null || skip 'there is no Chromium, and no apt-get to install it with'
    [ "$(id -u)" = 0 ] || skip "there is no Chromium; as root, this installs Debian's"
    echo "Chromium is not there: installing Debian's"
    export DEBIAN_FRONTEND=noninteractive
    { apt-get -qq update && apt-get -qq install --no-install-recommends chromium; } >/dev/null 2>&1 ||
      skip "Debian's Chromium cannot be had here"
  fi
}

# serve_empty: the same over an empty folder; `first` is then the address by which the first user is made.
serve_empty() {
  local told
  told=$(mktemp -d)
  mkdir "$told/workspace"
  cargo build --quiet --locked -p qazyq
  target/debug/qazyq --workspace "$told/workspace" serve --address 127.0.0.1:0 --requests-per-second 0 --json >"$told/ready" 2>"$told/log" &
  begun "$told" $!
  first=$(sed -n 's/.*"first":"\([^"]*\)".*/\1/p' "$told/ready")
}

# begun FOLDER SERVER: waits until a server has said in FOLDER/ready where it is, which `origin` then is; it ends with the script.
begun() {
  # shellcheck disable=SC2064
  trap "kill $2 2>/dev/null || true; wait $2 2>/dev/null || true; rm -rf '$1'" EXIT
  for _ in $(seq 600); do
    origin=$(sed -n 's/.*"address":"\([^"]*\)".*/\1/p' "$1/ready")
    [ -z "$origin" ] || return 0
    kill -0 "$2" 2>/dev/null || break
    sleep 0.1
  done
  cat "$1/log" >&2
  echo 'the server does not begin' >&2
  return 1
}

# serve_worked: the same over a new workspace with an asset `exk` and one user a role, whose tokens QAZYQ_ANALYST, QAZYQ_APPROVER and
# QAZYQ_ADMINISTRATOR then are; QAZYQ_ALL is the token of somebody who may do everything.
serve_worked() {
  local told root
  told=$(mktemp -d)
  cargo build --quiet --locked -p qazyq
  local qazyq=(target/debug/qazyq --workspace "$told/workspace")
  "${qazyq[@]}" asset add exk --symbol EXK --name 'An example, not an asset' --demonstration true >/dev/null
  root=$("${qazyq[@]}" user add root --role administrator 2>/dev/null)
  given() {
    local roles=()
    for role in "${@:2}"; do roles+=(--role "$role"); done
    QAZYQ_TOKEN=$root "${qazyq[@]}" user add "$1" "${roles[@]}" >/dev/null
    QAZYQ_TOKEN=$root "${qazyq[@]}" token new "$1" 2>/dev/null
  }
  QAZYQ_ADMINISTRATOR=$root
  QAZYQ_ANALYST=$(given ana analyst)
  QAZYQ_APPROVER=$(given app approver)
  QAZYQ_ALL=$(given all analyst approver administrator auditor)
  export QAZYQ_ADMINISTRATOR QAZYQ_ANALYST QAZYQ_APPROVER QAZYQ_ALL
  "${qazyq[@]}" serve --address 127.0.0.1:0 --requests-per-second 0 --json >"$told/ready" 2>"$told/log" &
  begun "$told" $!
}

# serve_demo: begins `qazyq serve --demo` at an address of its own, which `origin` then is; it ends with the script.
serve_demo() {
  local told
  told=$(mktemp -d)
  cargo build --quiet --locked -p qazyq
  target/debug/qazyq serve --demo --address 127.0.0.1:0 --requests-per-second 0 --json >"$told/ready" 2>"$told/log" &
  begun "$told" $!
}
