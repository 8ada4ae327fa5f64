# Shared by the scripts in this folder; sourced, never run.
# Everything it says goes to standard error, so that a command's own output stays clean.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
web="$root/src/Holdfast.Web"
holdfast_dll="$web/bin/Release/net10.0/holdfast.dll"

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

say() { printf '%s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

# The SDK that global.json asks for, or a sentence that says how to get it.
need_sdk() {
  command -v dotnet >/dev/null 2>&1 || die "Holdfast needs the .NET SDK 10. Install it from https://dotnet.microsoft.com/download/dotnet/10.0, then run this again."
  (cd "$root" && dotnet --version >/dev/null 2>&1) || die "The .NET SDK that global.json asks for ($(sed -n 's/.*"version": *"\([^"]*\)".*/\1/p' "$root/global.json") or a later 10.0 release) is not installed; there is: $(dotnet --list-sdks 2>/dev/null | cut -d' ' -f1 | tr '\n' ' '). Install it from https://dotnet.microsoft.com/download/dotnet/10.0."
}

# build_when_older PROJECT STAMP FOLDER...: a Release build, only when something in the folders is newer than the last one.
# The stamp takes the time before the build began, so that an edit made meanwhile is built the next time.
build_when_older() {
  local project=$1 stamp=$2 newer
  shift 2
  if [ -f "$stamp" ]; then
    newer=$(cd "$root" && find "$@" Directory.Build.props Directory.Packages.props global.json \
      \( -name obj -o \( -name bin -path '*/*/bin' \) \) -prune -o -newer "$stamp" -print -quit 2>/dev/null || true)
    [ -n "$newer" ] || return 0
  fi
  need_sdk
  mkdir -p "$(dirname "$stamp")"
  local started
  started="$stamp.$$"
  : > "$started"
  say "Building $project …"
  if ! (cd "$root" && dotnet build "$project" -c Release --nologo -v q "-clp:ErrorsOnly;NoSummary" >&2); then
    rm -f "$started"
    die "The build failed; nothing was started."
  fi
  mv -f "$started" "$stamp"
}

build_holdfast() {
  [ -f "$holdfast_dll" ] || rm -f "$web/obj/release.stamp"
  build_when_older src/Holdfast.Web "$web/obj/release.stamp" src packs
}
