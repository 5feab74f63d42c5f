# wine_looks.bats - commands that only look change nothing and start nothing: every call of the process
# that writes, as Wine logs it.

load ../support/wine_office

setup_file() { wine_office_new; }
teardown_file() { wine_machine_end; }

# calls FILE ARGUMENT...: runs netlatch with a log of its calls; in FILE those that write to the registry,
# to a file, or to the service manager.
calls() {
    local log=$BATS_TEST_TMPDIR/log file=$1 pid
    shift
    WINEDEBUG=+pid,+loaddll,+reg,+service,+file netlatch "$@" >/dev/null 2>"$log" || true
    pid=$(grep -m 1 'trace:loaddll:.*netlatch.*exe' "$log" | cut -d : -f 1)
    [[ -n $pid ]]
    grep "^$pid:" "$log" >"$log.own"
    {
        grep -E ':(NtSetValueKey|NtDeleteValueKey|NtDeleteKey|NtRenameKey|NtLoadKey|StartService[AW]*|ControlService|CreateService[AW]*|ChangeServiceConfig2?[AW]*|DeleteService|SetServiceObjectSecurity|DeleteFile[AW]*|MoveFile[A-Za-z]*|CreateDirectory[A-Za-z]*|NtDeleteFile) ' "$log.own" || true
        # Files opened to write: GENERIC_WRITE, GENERIC_ALL, DELETE, FILE_WRITE_DATA, FILE_APPEND_DATA.
        # Pipes and devices (the console, the service manager's pipe) are no files.
        grep 'trace:file:NtCreateFile handle' "$log.own" | grep -vE 'pipe\\\\|\\\\Device\\\\|CON(IN|OUT)\$' |
            grep -E 'access=([4-7c-f]|[1-3]0|[0-9a-f]{3}[13579bdf]|[0-9a-f]*[2-7a-f] )' || true
    } | sed -E 's/^[^:]*:[^:]*://; s/0x[0-9a-f]+//g' >"$file"
}

# writes ARGUMENT...: what that command writes beyond what every program does when Wine starts it.
writes() {
    netlatch --version >/dev/null
    calls "$BATS_TEST_TMPDIR/base" --version
    calls "$BATS_TEST_TMPDIR/calls" "$@"
    grep -vxFf "$BATS_TEST_TMPDIR/base" "$BATS_TEST_TMPDIR/calls" || true
}

@test "audit, plan, record to standard output: not one write, no service touched" {
    local -a looks=("audit --format json" "audit --profile internet-server" "plan --profile office-client --format json"
        "apply --profile office-client --what-if")
    for look in "${looks[@]}"; do
        # shellcheck disable=SC2086 # several arguments
        run writes $look
        [[ $status -eq 0 && -z $output ]] || { echo "$look: $output" >&2; return 1; }
    done
}

@test "the log would have shown it: an apply writes" {
    run writes apply --set dcom.enabled=no --yes
    expect_out NtSetValueKey
    expect_out NtCreateFile
}
