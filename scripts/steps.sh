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
