#!/bin/sh
# Makes a virtual environment with pizza in it, and brings what pycairo needs to compile: cairo's headers,
# pkg-config, a C compiler and Python's headers. Can be run again at any time.
#
#   sh scripts/setup.sh            pizza, ready to use
#   sh scripts/setup.sh dev        and the tools to work on it
#
# PYTHON=... chooses the Python, VENV=... the folder (default .venv).
set -eu
cd "$(dirname "$0")/.."
venv=${VENV:-.venv}
extra=${1:+[$1]}

say() { printf 'setup: %s\n' "$*"; }
fail() {
    printf 'setup: %s\n' "$@" >&2
    exit 1
}
have() { command -v "$1" >/dev/null 2>&1; }
new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

manager() { # the system's package manager, by name
    for name in apt-get dnf pacman brew; do
        if have "$name"; then
            echo "$name"
            return
        fi
    done
    echo none
}

install_line() { # install_line MANAGER PACKAGE...: the command that installs them
    name=$1
    shift
    case $name in
        apt-get) echo "apt-get install -y --no-install-recommends $*" ;;
        dnf) echo "dnf install -y $*" ;;
        pacman) echo "pacman -S --needed --noconfirm $*" ;;
        brew) echo "brew install $*" ;;
    esac
}

root() { # as root: directly, or by sudo (which asks for a password only where somebody can answer)
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif have sudo && [ -t 0 ]; then
        sudo "$@"
    elif have sudo; then
        sudo -n "$@"
    else
        return 1
    fi
}

install() { # install WHAT-FOR PACKAGE...
    purpose=$1
    shift
    [ "$*" ] || return 0
    name=$(manager)
    line=$(install_line "$name" "$@")
    if [ "$name" = brew ]; then
        by_hand=$line # Homebrew refuses to run as root
    elif [ "$name" = apt-get ]; then
        by_hand="sudo apt-get update && sudo $line"
    else
        by_hand="sudo $line"
    fi
    [ "$name" != none ] || fail "$purpose is missing, and there is no apt-get, dnf, pacman or brew here to install it." \
        "Install cairo's development files, pkg-config, a C compiler and Python's headers, then run this again."
    say "installing $purpose: $*"
    case $name in
        apt-get)
            export DEBIAN_FRONTEND=noninteractive
            # shellcheck disable=SC2086
            if root apt-get update -qq && root env DEBIAN_FRONTEND=noninteractive $line -qq >/dev/null; then return; fi
            ;;
        brew)
            # shellcheck disable=SC2086
            if $line; then return; fi
            ;;
        *)
            # shellcheck disable=SC2086
            if root $line; then return; fi
            ;;
    esac
    fail "could not install $purpose. Run this by hand, then run this again:" "    $by_hand"
}

find_python() { # the first Python that is new enough; pyenv's shims may exist and yet not run, so each is tried
    for name in ${PYTHON:-} python3 python3.13 python3.12 python3.11 python3.14 python; do
        if have "$name" && new_enough "$name"; then
            command -v "$name"
            return
        fi
    done
}

python_packages() { # python_packages dev|venv: what the system calls that part of this Python
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    case $(manager) in
        apt-get) echo "python$version-$1" ;;
        dnf) [ "$1" = venv ] || echo "python$version-devel" ;;
        *) ;; # pacman and Homebrew ship Python whole
    esac
}

can_make_venv() { "$python" -c 'import venv, ensurepip' >/dev/null 2>&1; }
has_headers() {
    "$python" -c 'import os, sys, sysconfig
sys.exit(not os.path.exists(os.path.join(sysconfig.get_path("include"), "Python.h")))' >/dev/null 2>&1
}
has_cairo() { have pkg-config && pkg-config --exists 'cairo >= 1.15.10'; }

python=$(find_python)
if [ -z "$python" ] && ! have python3; then # a bare machine: the system's own may do
    case $(manager) in
        apt-get) install "Python" python3 python3-venv python3-dev ;;
        dnf) install "Python" python3 python3-devel ;;
        pacman | brew) install "Python" python ;;
    esac
    python=$(find_python)
fi
if [ -z "$python" ]; then
    case $(manager) in
        apt-get) hint="sudo apt-get install python3 python3-venv python3-dev (Debian 12, Ubuntu 24.04 or newer)" ;;
        dnf) hint="sudo dnf install python3.12 python3.12-devel" ;;
        pacman) hint="sudo pacman -S python" ;;
        brew) hint="brew install python@3.13" ;;
        none) hint="see https://www.python.org/downloads/" ;;
    esac
    fail "pizza needs Python 3.11 or newer, and none was found." "Install one: $hint" \
        "or name one: make setup PYTHON=/path/to/python3"
fi

if [ ! -x "$venv/bin/python" ] || ! new_enough "$venv/bin/python"; then
    # shellcheck disable=SC2046
    can_make_venv || install "Python's venv module" $(python_packages venv)
    can_make_venv || fail "$python cannot make virtual environments (its venv or ensurepip module is missing)." \
        "Name another Python: make setup PYTHON=/path/to/python3"
    say "making a virtual environment in $venv with $python"
    "$python" -m venv --clear "$venv"
fi

if ! "$venv/bin/python" -c 'import cairo' >/dev/null 2>&1; then # pycairo will be compiled
    needs=""
    case $(manager) in
        apt-get)
            has_cairo || needs="libcairo2-dev pkg-config"
            have cc || needs="$needs gcc libc6-dev"
            has_headers || needs="$needs $(python_packages dev)"
            ;;
        dnf)
            has_cairo || needs="cairo-devel pkgconf-pkg-config"
            have cc || needs="$needs gcc"
            has_headers || needs="$needs $(python_packages dev)"
            ;;
        pacman)
            has_cairo || needs="cairo pkgconf"
            have cc || needs="$needs gcc"
            ;;
        brew)
            has_cairo || needs="cairo pkg-config"
            have cc || fail "a C compiler is missing. Run this by hand, then run this again:" "    xcode-select --install"
            ;;
        none)
            has_cairo && have cc && has_headers || needs="cairo"
            ;;
    esac
    # shellcheck disable=SC2086
    install "what pycairo compiles against" $needs
fi

say "installing pizza${extra:+ and the tools to work on it} into $venv"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --editable ".$extra"
say "done"
