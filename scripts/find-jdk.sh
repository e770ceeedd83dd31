# shellcheck shell=bash
# Finds the JDK that Ferry runs on and is built with. Sourced by ./ferry and ./check; Linux and macOS, bash 3.2.
# A JDK is judged by its release file: no JVM is started. Kept quick: ./ferry runs this each time.

FERRY_JDK_WANTED=25

# jdk_fits DIR: is DIR a JDK that is new enough? Sets jdk_major and jdk_version.
jdk_fits() {
  local line
  jdk_major='' jdk_version=''
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  while IFS= read -r line || [ -n "$line" ]; do
    line=${line%$'\r'}
    case $line in
      JAVA_VERSION=*) jdk_major=${line#*=} jdk_major=${jdk_major//\"/} jdk_version=${jdk_version:-$jdk_major} ;;
      JAVA_RUNTIME_VERSION=*) jdk_version=${line#*=} jdk_version=${jdk_version//\"/} ;;
    esac
  done <"$1/release"
  jdk_major=${jdk_major%%[!0-9]*}
  jdk_version=${jdk_version//[!A-Za-z0-9.+_-]/_}
  [ -n "$jdk_major" ] && [ "$jdk_major" -ge "$FERRY_JDK_WANTED" ]
}

# jdk_on_path: prints the folder of the java on PATH, behind all its links.
jdk_on_path() {
  local java link
  java=$(command -v java) || return 1
  while [ -L "$java" ]; do
    link=$(readlink "$java") || return 1
    case $link in
      /*) java=$link ;;
      *) java=${java%/*}/$link ;;
    esac
  done
  printf '%s\n' "${java%/bin/java}"
}

# jdk_in_usual_folders EXACT: with EXACT=yes only the version Ferry is made for, else any newer one. Sets FERRY_JDK.
jdk_in_usual_folders() {
  local dir
  for dir in \
    /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.jdks/*/Contents/Home \
    "$HOME"/.local/share/mise/installs/java/* "$HOME"/.asdf/installs/java/* \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /home/linuxbrew/.linuxbrew/opt/openjdk*/libexec; do
    if jdk_fits "$dir" && { [ "$1" != yes ] || [ "$jdk_major" -eq "$FERRY_JDK_WANTED" ]; }; then
      FERRY_JDK=$dir
      return 0
    fi
  done
  return 1
}

# find_jdk: sets FERRY_JDK (its folder) and jdk_version, or says in one sentence what to install and returns 69.
find_jdk() {
  local HOME=${HOME:-/nonexistent}
  if [ -n "${FERRY_JAVA_HOME:-}" ]; then
    FERRY_JDK=$FERRY_JAVA_HOME
    jdk_fits "$FERRY_JDK" && return 0
    printf 'FERRY_JAVA_HOME is %s, which is not a JDK %s or newer: set it to one, or unset it.\n' \
      "$FERRY_JAVA_HOME" "$FERRY_JDK_WANTED" >&2
    return 69
  fi
  FERRY_JDK=${JAVA_HOME:-}
  [ -n "$FERRY_JDK" ] && jdk_fits "$FERRY_JDK" && return 0
  FERRY_JDK=$(jdk_on_path) && jdk_fits "$FERRY_JDK" && return 0
  jdk_in_usual_folders yes && return 0
  jdk_in_usual_folders no && return 0
  printf 'Ferry needs a JDK %s or newer and found none: install one (Eclipse Temurin from adoptium.net, or your package manager), or set FERRY_JAVA_HOME to its folder.\n' \
    "$FERRY_JDK_WANTED" >&2
  return 69
}

# find_maven: says in one sentence what to install and returns 69 when there is no Maven.
find_maven() {
  command -v mvn >/dev/null 2>&1 && return 0
  printf 'Ferry is built with Maven 3.8.7 or newer and there is no mvn on the PATH: install it (apt install maven, dnf install maven, brew install maven).\n' >&2
  return 69
}

# ferry_maven ARGS: Maven on FERRY_JDK, without its own warnings about what the JDK will forbid one day.
ferry_maven() {
  JAVA_HOME=$FERRY_JDK MAVEN_OPTS="${MAVEN_OPTS:-} --sun-misc-unsafe-memory-access=allow" mvn -B -ntp -Dstyle.color=never "$@"
}
