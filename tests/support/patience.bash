# patience.bash - how long tests wait for something that should happen soon.
#
#   wait_until COMMAND...     until the command succeeds; fails, and says what it waited for, after
#                             $NL_PATIENCE seconds
#
# A test that passes never waits that long: the limit ends a test that hangs, and holds on a machine
# ten times slower. A fixed sleep stands only where a test shows that something does not happen.

NL_PATIENCE=${NETLATCH_PATIENCE:-300}

wait_until() {
    local until=$((SECONDS + NL_PATIENCE))
    until "$@"; do
        if ((SECONDS > until)); then
            printf 'after %s seconds still not so: %s\n' "$NL_PATIENCE" "$*" >&2
            return 1
        fi
        sleep 0.05
    done
}
