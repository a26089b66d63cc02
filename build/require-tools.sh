# Sourced by run, test and chorus: one sentence for each tool that is missing, then stop.

require_tools() {
  if ! command -v dotnet >/dev/null 2>&1 || ! dotnet --list-sdks 2>/dev/null | grep -q '^10\.'; then
    echo "Chorus needs the .NET 10 SDK: install it from https://dotnet.microsoft.com/download/dotnet/10.0 and try again." >&2
    exit 1
  fi
  if ! command -v node >/dev/null 2>&1 || ! command -v npm >/dev/null 2>&1 || [ "$(node -p 'process.versions.node.split(".")[0]')" -lt 20 ]; then
    echo "Chorus needs Node.js 20 or later with npm: install it from https://nodejs.org and try again." >&2
    exit 1
  fi
}

# Builds the command once, and again when a source is newer than the last build.
build_chorus() {
  local built=$root/src/Cli/bin/Release/net10.0/chorus.dll
  local stamp=$root/src/Cli/obj/last-build
  if [ -f "$built" ] && [ -f "$stamp" ] &&
    [ -z "$(find "$root/src" "$root/build" "$root"/*.props "$root"/package*.json \
      \( -name bin -o -name obj -o -name wwwroot \) -prune -o -type f -newer "$stamp" -print -quit)" ]; then
    return
  fi
  echo "Building Chorus ..." >&2
  local log started
  log=$(mktemp) && started=$(mktemp)
  if ! dotnet build "$root/src/Cli" -c Release -v quiet --nologo >"$log" 2>&1; then
    cat "$log" >&2
    rm -f "$log" "$started"
    echo "The build failed; the lines above say where." >&2
    exit 1
  fi
  # The stamp carries the time before the build: a source saved while it ran counts as newer.
  mv "$started" "$stamp"
  rm -f "$log"
}
