#!/usr/bin/env bash
# domain_reads.sh FOLDER BACKUP - a domain controller of Samba, in namespaces of its own, reads the files of a policy
# from an exported backup and writes what it read to FOLDER/out as XML. To be run by
#
#   unshare --net --uts --mount --pid --fork --mount-proc --kill-child bash domain_reads.sh FOLDER BACKUP
#
# What provisioning changes in /etc is bound over before.
set -euo pipefail
folder=$1 backup=$2
login='Administrator%Passw0rd.x9'

mkdir -p "$folder"/{etc,out/policy,tmp/policy}
printf '127.0.0.1 localhost\n10.99.0.1 dc1.t.lan dc1\n' >"$folder/etc/hosts"
printf 'nameserver 10.99.0.1\n' >"$folder/etc/resolv.conf"
: >"$folder/etc/krb5.conf"
for file in hosts resolv.conf krb5.conf; do
    [[ ! -e /etc/$file ]] || mount --bind "$folder/etc/$file" "/etc/$file"
done
hostname dc1
ip link set lo up
ip link add eth9 type veth peer name eth8
ip addr add 10.99.0.1/24 dev eth9
ip link set eth9 up
ip link set eth8 up
samba-tool domain provision --server-role=dc --dns-backend=SAMBA_INTERNAL --realm=T.LAN --domain=T \
    --adminpass="${login#*%}" --targetdir="$folder/dc" --host-ip=10.99.0.1 --option="interfaces=lo eth9" \
    --option="bind interfaces only=yes" >"$folder/provision.log" 2>&1
# Making a key for TLS takes longer than all the rest.
sed -i 's/^\[global\]/[global]\n\ttls enabled = no/' "$folder/dc/etc/smb.conf"
cat "$folder/dc/private/krb5.conf" >"$folder/etc/krb5.conf"
samba -i -s "$folder/dc/etc/smb.conf" >"$folder/samba.log" 2>&1 &
conf=$folder/dc/etc/smb.conf
end=$((SECONDS + ${NETLATCH_PATIENCE:-300}))
until (exec 3<>/dev/tcp/10.99.0.1/389) 2>/dev/null && smbclient -s "$conf" -U "$login" //dc1.t.lan/sysvol -c ls &>/dev/null; do
    ((SECONDS < end)) || { echo "the domain controller does not come up" >&2; exit 1; }
    sleep 0.2
done
access=(-U "$login" -H ldap://dc1.t.lan -s "$conf")
samba-tool gpo create export --tmpdir "$folder/tmp" "${access[@]}" >"$folder/create.log" 2>&1
id=$(grep -o '{[0-9A-Fa-f-]*}' "$folder/create.log" | head -1)
policy=$(find "$folder/dc" -type d -name "$id" | head -1)/MACHINE
machine=$(echo "$backup"/\{*\}/DomainSysvol/GPO/Machine)
mkdir -p "$policy/Microsoft/Windows NT/SecEdit"
cp "$machine/registry.pol" "$policy/Registry.pol"
cp "$machine/microsoft/windows nt/SecEdit/GptTmpl.inf" "$policy/Microsoft/Windows NT/SecEdit/GptTmpl.inf"
samba-tool gpo backup "$id" --tmpdir "$folder/out" "${access[@]}" >"$folder/backup.log" 2>&1
