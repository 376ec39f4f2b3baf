# What the scripts that break things share, to be sourced by them from the project's folder.
#
# A break is a small wrong change of one place. The tests that are to find it out run on a copy of the working tree; a
# break that no longer fits the code, does not compile or is not found out ends the script with a code other than zero
# and its name.

names=() files=() olds=() news=()

# a_break NAME FILE OLD NEW: OLD must stand in FILE exactly once.
a_break() {
  names+=("$1") files+=("$2") olds+=("$3") news+=("$4")
}

fail() {
  echo "failed: $1" >&2
  exit 1
}

# prove SCRATCH WHAT FEW FLAG cargo test …: the first FEW breaks, or all of them where FLAG is `--all`; what
# follows is the command of the tests.
prove() {
  local scratch=$PWD/target/$1 what=$2 few=$3 flag=$4 chosen count file text i
  shift 4
  case $flag in
    '') chosen=$few ;;
    --all) chosen=${#names[@]} ;;
    *) fail "unknown argument \`$flag\`; the only one is \`--all\`" ;;
  esac
  local tree=$scratch/tree log=$scratch/log
  # Of the same packages at the same places as the project's own folder, so it must be another; kept between runs.
  export CARGO_TARGET_DIR=$scratch/target

  # What is not ignored, as it stands now, so that unsaved work counts and no build output is carried along.
  echo "copying the working tree to ${tree#"$PWD"/}"
  rm -rf "$tree"
  mkdir -p "$tree"
  git ls-files -z --cached --others --exclude-standard |
    while IFS= read -rd '' file; do [ ! -e "$file" ] || printf '%s\0' "$file"; done |
    tar --create --null --files-from=- | tar --extract --directory="$tree"
  cd "$tree"
  # Cargo goes by times: without this, what the last run left broken would be taken for what stands here now.
  find crates -type f -name '*.rs' -exec touch {} +

  for i in "${!names[@]}"; do
    count=$(grep -oF -- "${olds[i]}" "${files[i]}" | wc -l)
    [ "$count" = 1 ] || fail "the break \`${names[i]}\` no longer fits: its text stands $count times in ${files[i]}"
  done

  echo "$what as it is"
  "$@" >"$log" 2>&1 || {
    tail -n 40 "$log" >&2
    fail "the tests fail on $what as it is"
  }
  for ((i = 0; i < chosen; i++)); do
    file=${files[i]}
    text=$(<"$file")
    printf '%s\n' "${text/"${olds[i]}"/"${news[i]}"}" >"$file"
    cargo test --no-run "${@:3}" >"$log" 2>&1 || {
      tail -n 40 "$log" >&2
      fail "the break \`${names[i]}\` does not compile"
    }
    if "$@" >"$log" 2>&1; then
      fail "nothing found out that ${names[i]}"
    fi
    grep -q '^test result: FAILED' "$log" || fail "no test failed, but something else, where ${names[i]}"
    echo "found out: ${names[i]}"
    printf '%s\n' "$text" >"$file"
  done
  echo "each of $chosen breaks was found out; there are ${#names[@]}, all of them with --all"
}
