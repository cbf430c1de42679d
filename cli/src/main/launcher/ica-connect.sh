#!/bin/sh
# The jar of ica-connect follows this script in the same file. Needs Java 25 or newer: JAVA_HOME, the PATH, or where
# Linux and macOS put JDKs. With ica-connect.aot beside it (cli/make-cache) it starts faster; one that does not fit, or
# that somebody else may have written, is passed over without a word. Starts no process that it can do without.
is_new_enough() {
  [ -x "$1/bin/java" ] && [ -r "$1/release" ] || return 1
  while IFS='"' read -r name version _; do
    [ "$name" = JAVA_VERSION= ] && break
  done < "$1/release"
  version=${version%%[!0-9]*}
  [ "${version:-0}" -ge 25 ]
}
of_path() {
  java=$(command -v java) || return 0
  java=$(readlink -f "$java") || return 0
  java=${java%/*}
  echo "${java%/*}"
}
# The cache becomes code, and Java does not ask whose it is: it and its folder are this user's or root's, and nobody
# else can write them.
is_ours() {
  case $1 in
    */*) folder=${1%/*}/. ;;
    *) folder=. ;;
  esac
  others=$(find "$folder" "$1" -prune \( -type l -o -perm -020 -o -perm -002 -o ! -user 0 ! -user "$(id -u)" \) -print) \
    && [ -z "$others" ]
}
for home in "${JAVA_HOME:-}" of_path /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
  "$HOME"/.local/share/mise/installs/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/java/*; do
  [ "$home" = of_path ] && home=$(of_path)
  if [ -n "$home" ] && is_new_enough "$home"; then
    if [ -r "$0.aot" ] && is_ours "$0.aot" 2> /dev/null; then
      exec "$home/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:AOTCache="$0.aot" -Xlog:disable -jar "$0" "$@"
    fi
    exec "$home/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto -jar "$0" "$@"
  fi
done
echo "ica-connect needs Java 25 or newer, and found none. Install one (https://adoptium.net) and set JAVA_HOME." >&2
exit 1
