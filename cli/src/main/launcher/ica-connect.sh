#!/bin/sh
# The jar of ica-connect follows this script in the same file. Needs Java 25 or newer: JAVA_HOME, the PATH, or where
# Linux and macOS put JDKs.
is_new_enough() {
  [ -x "$1/bin/java" ] && [ -r "$1/release" ] || return 1
  version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
  [ "${version:-0}" -ge 25 ]
}
of_path() {
  java=$(command -v java) || return 0
  java=$(readlink -f "$java") || return 0
  dirname "$(dirname "$java")"
}
for home in "${JAVA_HOME:-}" "$(of_path)" /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
  "$HOME"/.local/share/mise/installs/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/java/*; do
  if [ -n "$home" ] && is_new_enough "$home"; then
    exec "$home/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto -jar "$0" "$@"
  fi
done
echo "ica-connect needs Java 25 or newer, and found none. Install one (https://adoptium.net) and set JAVA_HOME." >&2
exit 1
