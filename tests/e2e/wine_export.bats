# wine_export.bats - what Wine's reg makes of an exported .reg, and of the commands of an answer file, is what netlatch
# makes of the same requests. Start types are not among them: Wine's service manager writes more of a service than is changed.

load ../support/wine_office

setup_file() { wine_office_new; }
teardown_file() { wine_machine_end; }

@test "after reg import the registry is the one that apply leaves" {
    local file=$BATS_TEST_TMPDIR/out.reg
    local -a wanted=(--set dcom.enabled=no --set 'netbios.adapter[*]=disabled' --set rpc.restrict-remote=authenticated
        --set netbios.nodetype=point-to-point --set dns.llmnr=disabled)
    run --separate-stderr netlatch export "${wanted[@]}" --to reg --output "$(wine_path "$file")"
    expect_code 0
    wine_snapshot "$BATS_TEST_TMPDIR/before"
    run --separate-stderr netlatch apply "${wanted[@]}" --yes
    expect_code "$NL_EXIT_RESTART"
    wine_snapshot "$BATS_TEST_TMPDIR/applied"
    run --separate-stderr netlatch rollback --yes
    expect_code "$NL_EXIT_RESTART"
    wine_snapshot "$BATS_TEST_TMPDIR/again"
    expect_same "$BATS_TEST_TMPDIR/before" "$BATS_TEST_TMPDIR/again"
    ! cmp -s "$BATS_TEST_TMPDIR/before" "$BATS_TEST_TMPDIR/applied" || expect_nothing_less "apply changed nothing"
    wine_reg import "$(wine_path "$file")"
    wine_snapshot "$BATS_TEST_TMPDIR/imported"
    expect_same <(sort "$BATS_TEST_TMPDIR/applied") <(sort "$BATS_TEST_TMPDIR/imported")
}

@test "after the commands of an answer file the registry is the one that apply leaves" {
    local file=$BATS_TEST_TMPDIR/answer.xml
    # Not what the import left.
    local -a wanted=(--set dcom.enabled=yes --set rpc.restrict-remote=strict --set netbios.nodetype=hybrid
        --set 'netbios.adapter[*]=enabled' --accept rpc-strict)
    wine_snapshot "$BATS_TEST_TMPDIR/before"
    run --separate-stderr netlatch export "${wanted[@]}" --to unattend --output "$(wine_path "$file")"
    expect_code 0
    run --separate-stderr netlatch apply "${wanted[@]}" --yes
    expect_code "$NL_EXIT_RESTART"
    wine_snapshot "$BATS_TEST_TMPDIR/applied"
    run --separate-stderr netlatch rollback --yes
    expect_code "$NL_EXIT_RESTART"
    # As Windows Setup does: each command in its order, what is in the file and nothing else.
    python3 - "$file" >"$BATS_TEST_TMPDIR/commands.cmd" <<'EOF'
import sys, xml.etree.ElementTree as tree
for path in tree.parse(sys.argv[1]).iter("{urn:schemas-microsoft-com:unattend}Path"):
    print("@" + path.text, end="\r\n")
EOF
    [[ $(wc -l <"$BATS_TEST_TMPDIR/commands.cmd") -ge 6 ]]
    "$NL_WINE" exec cmd.exe /c "$(wine_path "$BATS_TEST_TMPDIR/commands.cmd")" 3>&- >"$BATS_TEST_TMPDIR/said" 2>&1
    wine_snapshot "$BATS_TEST_TMPDIR/set"
    ! cmp -s "$BATS_TEST_TMPDIR/before" "$BATS_TEST_TMPDIR/set" || expect_nothing_less "the commands changed nothing"
    expect_same <(sort "$BATS_TEST_TMPDIR/applied") <(sort "$BATS_TEST_TMPDIR/set")
}
