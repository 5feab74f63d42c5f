<#
prove.ps1 - netlatch on a real Windows: runs its contract tests and its stories there, answers what
could not be answered elsewhere, and writes one JSON report.

    powershell -ExecutionPolicy Bypass -File prove\prove.ps1 -Disposable [-Report prove.json]
               [-Architecture x64|x86] [-Restart]

It changes settings and rolls them back, stops and starts services, and makes and removes a local
user. Run it elevated, on a Windows that may be thrown away, and never elsewhere: without -Disposable it
does nothing. With -Restart it restarts Windows twice and goes on by itself after each restart (a
scheduled task as SYSTEM, removed at the end); without it what needs a restart is reported as skipped.

Ends with 0 if nothing failed, 1 if something did, 64 for a wrong use. Needs PowerShell 5.1 or later.
#>
[CmdletBinding()]
param(
    [switch]$Disposable,
    [string]$Report = 'prove.json',
    [ValidateSet('x64', 'x86')][string]$Architecture = 'x64',
    [switch]$Restart,
    [ValidateSet('start', 'restarted', 'restarted-twice')][string]$Phase = 'start'
)

Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'

$Kit = Split-Path -Parent $PSScriptRoot
$Exe = Join-Path $Kit "netlatch-$Architecture.exe"
$Work = Join-Path $env:SystemDrive 'netlatch-prove'
$StateFile = Join-Path $Work 'state.json'
$TaskName = 'netlatch-prove'
$RestartNeeded = 3010
$ServiceUnknown = 1060

# --- What is collected ------------------------------------------------------------------------------

$script:Results = New-Object System.Collections.ArrayList
$script:Facts = [ordered]@{}

function Add-Result([string]$Name, [string]$Outcome, [string]$Detail) {
    [void]$script:Results.Add([ordered]@{ name = $Name; outcome = $Outcome; detail = $Detail })
    Write-Host ('{0,-6} {1}  {2}' -f $Outcome, $Name, $Detail)
}

# Runs a block that throws where something is not as it must be. What it returns is the detail.
function Test-That([string]$Name, [scriptblock]$Block) {
    try {
        $detail = & $Block
        Add-Result $Name 'pass' ([string]($detail | Select-Object -Last 1))
    } catch {
        Add-Result $Name 'fail' ($_.Exception.Message)
    }
}

# A fact that no document settles: recorded, neither right nor wrong.
function Add-Fact([string]$Name, [scriptblock]$Block) {
    try {
        $script:Facts[$Name] = & $Block
        Add-Result "fact.$Name" 'info' ''
    } catch {
        $script:Facts[$Name] = [ordered]@{ error = $_.Exception.Message }
        Add-Result "fact.$Name" 'skip' ($_.Exception.Message)
    }
}

function Assert-That([bool]$Condition, [string]$Otherwise) {
    if (-not $Condition) {
        throw $Otherwise
    }
}

# --- Running programs -------------------------------------------------------------------------------

# A program's exit code and what it wrote; ended after a number of seconds.
function Invoke-Program([string]$File, [string[]]$Arguments, [int]$Seconds = 600,
                        [System.Management.Automation.PSCredential]$As = $null) {
    $out = Join-Path $Work ('out-' + [guid]::NewGuid())
    $err = "$out.err"
    $start = @{
        FilePath = $File
        RedirectStandardOutput = $out
        RedirectStandardError = $err
        WorkingDirectory = $Work
        PassThru = $true
        WindowStyle = 'Hidden'
    }
    if ($Arguments -and $Arguments.Count -gt 0) {
        $start.ArgumentList = $Arguments
    }
    if ($As) {
        $start.Credential = $As
        $start.LoadUserProfile = $true
        $start.Remove('WindowStyle')
    }
    $process = Start-Process @start
    # The handle keeps the exit code; without it PowerShell 5.1 forgets it.
    $null = $process.Handle
    $ended = $process.WaitForExit($Seconds * 1000)
    if (-not $ended) {
        $process.Kill()
    }
    $process.WaitForExit()
    $answer = [ordered]@{
        code = $process.ExitCode
        ended = $ended
        out = [string](Get-Content -Raw -LiteralPath $out -ErrorAction SilentlyContinue)
        err = [string](Get-Content -Raw -LiteralPath $err -ErrorAction SilentlyContinue)
    }
    Remove-Item -LiteralPath $out, $err -Force -ErrorAction SilentlyContinue
    Assert-That $ended "$File $Arguments did not end within $Seconds seconds"
    return $answer
}

function Invoke-Netlatch([string[]]$Arguments) {
    return Invoke-Program $Exe $Arguments
}

# netlatch, with an exit code that must be one of these.
function Invoke-Expecting([int[]]$Codes, [string[]]$Arguments) {
    $answer = Invoke-Netlatch $Arguments
    Assert-That ($Codes -contains $answer.code) (
        'netlatch {0} ended with {1}, expected {2}: {3} {4}' -f
        ($Arguments -join ' '), $answer.code, ($Codes -join ' or '), $answer.err, $answer.out)
    return $answer
}

function Wait-Until([int]$Seconds, [scriptblock]$Condition) {
    $until = (Get-Date).AddSeconds($Seconds)
    while ((Get-Date) -lt $until) {
        if (& $Condition) {
            return $true
        }
        Start-Sleep -Seconds 1
    }
    return $false
}

# --- The machine, read with other tools than netlatch -------------------------------------------------

$Keys = @(
    'HKLM\SOFTWARE\Microsoft\Ole',
    'HKLM\SYSTEM\CurrentControlSet\Control\Lsa',
    'HKLM\SYSTEM\CurrentControlSet\Services\NetBT\Parameters',
    'HKLM\SYSTEM\CurrentControlSet\Services\LanmanServer\Parameters',
    'HKLM\SOFTWARE\Policies\Microsoft\Windows NT\DNSClient',
    'HKLM\SYSTEM\CurrentControlSet\Services\SharedAccess\Parameters\FirewallPolicy\FirewallRules'
)

# What changes by itself from one minute to the next.
$Moving = '^"(DhcpNameServer|DhcpNetbiosOptions|LeaseObtainedTime|LeaseTerminatesTime|T1|T2|NullSessionPipes)"|^"Security"'

function Get-RegistryText([string]$Key) {
    $file = Join-Path $Work 'export.reg'
    Remove-Item -LiteralPath $file -Force -ErrorAction SilentlyContinue
    & reg.exe export $Key $file /y 2>&1 | Out-Null
    if ($LASTEXITCODE -ne 0) {
        return @("absent: $Key")
    }
    return @(Get-Content -LiteralPath $file -Encoding Unicode | Where-Object { $_ -notmatch $Moving })
}

function Get-Rights {
    $file = Join-Path $Work 'rights.inf'
    & secedit.exe /export /areas USER_RIGHTS /cfg $file /quiet | Out-Null
    Assert-That ($LASTEXITCODE -eq 0) "secedit /export ended with $LASTEXITCODE"
    return @(Get-Content -LiteralPath $file -Encoding Unicode | Where-Object { $_ -match '^Se' } | Sort-Object)
}

function Get-StartTypes {
    return @(Get-ItemProperty 'HKLM:\SYSTEM\CurrentControlSet\Services\*' -Name Start -ErrorAction SilentlyContinue |
        ForEach-Object { '{0}={1}' -f $_.PSChildName, $_.Start } | Sort-Object)
}

# Everything that the stories change and much around it, as lines.
function Get-Snapshot {
    $lines = @()
    foreach ($key in $Keys) {
        $lines += Get-RegistryText $key
    }
    $lines += Get-Rights
    $lines += Get-StartTypes
    return $lines
}

function Assert-Same([string[]]$Before, [string[]]$After) {
    $difference = @(Compare-Object $Before $After)
    Assert-That ($difference.Count -eq 0) ('not as before: ' +
        (($difference | Select-Object -First 10 | ForEach-Object { $_.SideIndicator + ' ' + $_.InputObject }) -join '; '))
}

function Get-Value([string]$Path, [string]$Name) {
    $item = Get-ItemProperty -LiteralPath $Path -Name $Name -ErrorAction SilentlyContinue
    if ($null -eq $item) {
        return $null
    }
    return $item.$Name
}

function Test-GuardIsThere {
    & sc.exe query netlatch-guard | Out-Null
    return $LASTEXITCODE -ne $ServiceUnknown
}

function Get-Listening([int[]]$Ports) {
    return @(Get-NetTCPConnection -State Listen -ErrorAction SilentlyContinue |
        Where-Object { $Ports -contains $_.LocalPort } |
        ForEach-Object { '{0}:{1} pid {2}' -f $_.LocalAddress, $_.LocalPort, $_.OwningProcess } | Sort-Object -Unique)
}

# --- Stories ------------------------------------------------------------------------------------------

function Invoke-ContractTests {
    $folder = Join-Path $PSScriptRoot $Architecture
    foreach ($test in @(Get-ChildItem -LiteralPath $folder -Filter 'test_*.exe' | Sort-Object Name)) {
        Test-That ('contract.' + $test.BaseName) {
            $answer = Invoke-Program $test.FullName @()
            $failed = @(($answer.out + $answer.err) -split "`r?`n" | Where-Object { $_ -match 'FAILED|error|Error' })
            Assert-That ($answer.code -eq 0) (
                'ended with {0}: {1}' -f $answer.code, (($failed | Select-Object -First 12) -join ' | '))
            ($answer.out -split "`r?`n" | Where-Object { $_ -match 'PASSED' } | Select-Object -First 1)
        }
    }
}

function Test-Versions {
    Test-That 'version' {
        $answer = Invoke-Expecting @(0) @('--version')
        $answer.out.Trim()
    }
    Test-That 'version.x86' {
        $answer = Invoke-Program (Join-Path $Kit 'netlatch-x86.exe') @('--version')
        Assert-That ($answer.code -eq 0) "ended with $($answer.code)"
        $answer.out.Trim()
    }
}

# A user without any rights looks; nothing is changed, and what could not be seen is said.
function Test-UnelevatedAudit {
    Test-That 'audit.unelevated' {
        $name = 'netlatch-prove'
        $password = 'Aa1!' + [guid]::NewGuid().ToString('N')
        $secure = ConvertTo-SecureString $password -AsPlainText -Force
        $copy = Join-Path $env:PUBLIC 'netlatch-prove.exe'
        Remove-LocalUser -Name $name -ErrorAction SilentlyContinue
        New-LocalUser -Name $name -Password $secure -AccountNeverExpires | Out-Null
        try {
            Add-LocalGroupMember -SID 'S-1-5-32-545' -Member $name -ErrorAction SilentlyContinue
            Copy-Item -LiteralPath $Exe -Destination $copy -Force
            & icacls.exe $Work /grant ('{0}:(OI)(CI)M' -f $name) /q | Out-Null
            $credential = New-Object System.Management.Automation.PSCredential($name, $secure)
            $before = Get-Snapshot
            $answer = Invoke-Program $copy @('audit', '--format', 'json') 600 $credential
            Assert-Same $before (Get-Snapshot)
            Assert-That ($answer.code -eq 0) "ended with $($answer.code): $($answer.err)"
            $audit = $answer.out | ConvertFrom-Json
            Assert-That ($audit.netlatch.schema -like 'netlatch/audit/*') 'no audit document'
            Assert-That ($audit.ports.Count -eq 5) "ports: $($audit.ports.Count)"
            'ports and settings are judged without elevation'
        } finally {
            Remove-LocalUser -Name $name -ErrorAction SilentlyContinue
            Remove-Item -LiteralPath $copy -Force -ErrorAction SilentlyContinue
        }
    }
}

# The sockets netlatch names are those that Windows' own tool names.
function Test-Audit {
    Test-That 'audit.sockets' {
        $machine = Join-Path $Work 'machine.json'
        [void](Invoke-Expecting @(0) @('record', '--output', $machine))
        $recorded = Get-Content -Raw -LiteralPath $machine | ConvertFrom-Json
        foreach ($port in 135, 139, 445) {
            $theirs = @(Get-NetTCPConnection -State Listen -LocalPort $port -ErrorAction SilentlyContinue).Count
            $ours = @($recorded.machine.listeners.list | Where-Object { $_.protocol -eq 'tcp' -and $_.port -eq $port }).Count
            Assert-That (($theirs -gt 0) -eq ($ours -gt 0)) "TCP ${port}: Windows names $theirs, netlatch $ours"
        }
        'TCP 135, 139 and 445 as Get-NetTCPConnection has them'
    }
    Test-That 'audit.starts-nothing' {
        $before = @(Get-Service | ForEach-Object { '{0}={1}' -f $_.Name, $_.Status } | Where-Object { $_ -match 'Lanman|netlatch' })
        [void](Invoke-Expecting @(0) @('audit', '--format', 'json'))
        Assert-Same $before @(Get-Service | ForEach-Object { '{0}={1}' -f $_.Name, $_.Status } |
            Where-Object { $_ -match 'Lanman|netlatch' })
    }
    foreach ($format in 'text', 'json', 'ndjson', 'csv', 'html', 'junit', 'sarif', 'prom', 'line') {
        Test-That "audit.$format" {
            $answer = Invoke-Expecting @(0) @('audit', '--format', $format)
            Assert-That ($answer.out.Length -gt 0) 'nothing was written'
            "$($answer.out.Length) characters"
        }
    }
}

$Story = @('--set', 'dcom.enabled=no', '--set', 'dns.llmnr=disabled', '--set', 'netbios.adapter[*]=disabled',
    '--set', 'logon.network.deny=S-1-5-32-546', '--set', 'firewall.block[445]=blocked')

# The command resource of DSC v3: by netlatch alone, and by dsc where it is installed.
function Test-Dsc {
    $folder = Join-Path $Work 'dsc'
    $program = Join-Path $folder 'netlatch.exe'
    $manifest = Join-Path $folder 'netlatch.dsc.resource.json'
    $instance = Join-Path $folder 'instance.json'
    New-Item -ItemType Directory -Force -Path $folder | Out-Null
    Copy-Item -LiteralPath $Exe -Destination $program -Force
    Copy-Item -LiteralPath (Join-Path $Kit 'netlatch.dsc.resource.json') -Destination $manifest -Force
    Set-Content -LiteralPath $instance -Encoding Ascii -Value '{"profile": "office-client"}'
    Test-That 'dsc.manifest' {
        $said = (Invoke-Expecting @(0) @('dsc', 'manifest')).out
        $packed = [string](Get-Content -Raw -LiteralPath $manifest)
        Assert-That ($said -ceq $packed) 'the manifest of the kit is not what the program says'
        'the manifest beside the program is its own'
    }
    Test-That 'dsc.test' {
        $before = Get-Snapshot
        $lines = @(& cmd.exe /c "`"$program`" dsc test < `"$instance`"")
        Assert-That ($LASTEXITCODE -eq 0) "ended with $LASTEXITCODE"
        Assert-That ($lines.Count -eq 2) "lines: $($lines.Count)"
        $state = $lines[0] | ConvertFrom-Json
        Assert-Same $before (Get-Snapshot)
        "in the desired state: $($state._inDesiredState)"
    }
    Test-That 'dsc.itself' {
        if (-not (Get-Command 'dsc' -ErrorAction SilentlyContinue)) {
            return 'dsc is not installed here'
        }
        $env:DSC_RESOURCE_PATH = $folder
        try {
            $said = (& dsc resource test --resource Netlatch/Settings --file $instance) | Out-String
            Assert-That ($LASTEXITCODE -eq 0) "dsc ended with ${LASTEXITCODE}: $said"
            $said.Trim()
        } finally {
            Remove-Item Env:DSC_RESOURCE_PATH
        }
    }
}

# The risks that this machine's plan has, each accepted by its name: this Windows may be thrown away.
function Get-Accepted([string[]]$Settings) {
    $plan = (Invoke-Expecting @(0) (@('plan', '--format', 'json') + $Settings)).out | ConvertFrom-Json
    $accepted = @()
    foreach ($list in 'risks', 'gates') {
        if ($plan.PSObject.Properties[$list]) {
            foreach ($risk in $plan.$list) {
                $accepted += @('--accept', [string]$risk.id)
            }
            break
        }
    }
    return $accepted
}

# What the story changes, read back with Windows' own tools.
function Assert-StoryIsThere {
    Assert-That ((Get-Value 'HKLM:\SOFTWARE\Microsoft\Ole' 'EnableDCOM') -eq 'N') 'EnableDCOM is not N'
    Assert-That ((Get-Value 'HKLM:\SOFTWARE\Policies\Microsoft\Windows NT\DNSClient' 'EnableMulticast') -eq 0) (
        'EnableMulticast is not 0')
    $interfaces = @(Get-ChildItem 'HKLM:\SYSTEM\CurrentControlSet\Services\NetBT\Parameters\Interfaces' |
        Where-Object { $_.PSChildName -like 'Tcpip_*' })
    foreach ($interface in $interfaces) {
        $option = Get-Value $interface.PSPath 'NetbiosOptions'
        Assert-That ($option -eq 2) "$($interface.PSChildName): NetbiosOptions is $option"
    }
    $deny = @(Get-Rights | Where-Object { $_ -match '^SeDenyNetworkLogonRight' })
    Assert-That (($deny -join '') -match 'S-1-5-32-546|Guests') "secedit: $deny"
    $rule = @(Get-NetFirewallRule -Group netlatch -ErrorAction SilentlyContinue)
    Assert-That ($rule.Count -gt 0) 'Get-NetFirewallRule knows no rule of the group netlatch'
}

function Test-Change {
    $before = Get-Snapshot
    $accepted = @(Get-Accepted $Story)
    Test-That 'plan' {
        $answer = Invoke-Expecting @(0) (@('plan', '--format', 'json') + $Story)
        Assert-Same $before (Get-Snapshot)
        "$(@(($answer.out | ConvertFrom-Json).steps).Count) steps, nothing changed"
    }
    Test-That 'apply' {
        $answer = Invoke-Expecting @(0, 3, $RestartNeeded) (@('apply', '--yes', '--format', 'json') + $Story + $accepted)
        $script:Facts['apply'] = $answer.out | ConvertFrom-Json
        Assert-StoryIsThere
        "exit code $($answer.code); read back with reg, secedit and Get-NetFirewallRule"
    }
    Test-That 'apply.again-changes-nothing' {
        $now = Get-Snapshot
        $answer = Invoke-Expecting @(0, 3, $RestartNeeded) (@('apply', '--yes', '--format', 'json') + $Story + $accepted)
        Assert-Same $now (Get-Snapshot)
        "exit code $($answer.code)"
    }
    Add-Fact 'nbtstat-after-apply' { @(& nbtstat.exe -n) }
    Test-That 'rollback.exact' {
        [void](Invoke-Expecting @(0, $RestartNeeded) @('rollback', '--yes', '--format', 'json'))
        Assert-Same $before (Get-Snapshot)
        'registry, rights, start types and firewall rules are as before'
    }
}

function Test-Guard {
    $before = Get-Snapshot
    Test-That 'guard.unconfirmed' {
        [void](Invoke-Expecting @(0, $RestartNeeded) @('apply', '--yes', '--set', 'dns.llmnr=disabled',
            '--confirm-within', '30s'))
        Assert-That (Test-GuardIsThere) 'there is no service netlatch-guard'
        Assert-That (Wait-Until 300 { -not (Test-GuardIsThere) }) 'the guard is still there after five minutes'
        Assert-Same $before (Get-Snapshot)
        'rolled back without a confirmation, and the service is gone'
    }
    Test-That 'guard.confirmed' {
        [void](Invoke-Expecting @(0, $RestartNeeded) @('apply', '--yes', '--set', 'dns.llmnr=disabled',
            '--confirm-within', '10m'))
        [void](Invoke-Expecting @(0, $RestartNeeded) @('confirm'))
        Assert-That ((Get-Value 'HKLM:\SOFTWARE\Policies\Microsoft\Windows NT\DNSClient' 'EnableMulticast') -eq 0) (
            'the confirmed change did not stay')
        [void](Invoke-Expecting @(0, $RestartNeeded) @('rollback', '--yes'))
        Assert-That (Wait-Until 300 { -not (Test-GuardIsThere) }) 'the guard is still there after five minutes'
        Assert-Same $before (Get-Snapshot)
    }
}

# --- Open points that only a real Windows answers -------------------------------------------------------

function Add-Facts {
    Add-Fact 'windows' {
        $os = Get-CimInstance Win32_OperatingSystem
        $current = 'HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion'
        [ordered]@{
            caption = $os.Caption
            version = $os.Version
            ubr = Get-Value $current 'UBR'
            display = Get-Value $current 'DisplayVersion'
            architecture = $os.OSArchitecture
            powershell = $PSVersionTable.PSVersion.ToString()
            user = [Security.Principal.WindowsIdentity]::GetCurrent().Name
        }
    }
    Add-Fact 'rpc-service-security' {
        $found = [ordered]@{}
        foreach ($service in 'RpcSs', 'RpcEptMapper', 'DcomLaunch') {
            $found[$service] = [ordered]@{
                service = (@(& sc.exe sdshow $service) -join '').Trim()
                key = (Get-Acl -LiteralPath "HKLM:\SYSTEM\CurrentControlSet\Services\$service").Sddl
                start = Get-Value "HKLM:\SYSTEM\CurrentControlSet\Services\$service" 'Start'
            }
        }
        $found
    }
    Add-Fact 'enable-dcom' { [ordered]@{ value = Get-Value 'HKLM:\SOFTWARE\Microsoft\Ole' 'EnableDCOM' } }
    Add-Fact 'rpcss-dependents' {
        @(& sc.exe enumdepend RpcSs 200000 | Where-Object { $_ -match '^SERVICE_NAME:\s*(.*)$' } |
            ForEach-Object { $Matches[1].Trim() })
    }
    Add-Fact 'smb-firewall-groups' {
        @(Get-NetFirewallPortFilter -Protocol TCP | Where-Object { $_.LocalPort -contains '445' } |
            Get-NetFirewallRule | Where-Object { $_.Direction -eq 'Inbound' } |
            ForEach-Object { [ordered]@{ name = $_.Name; group = $_.Group; display = $_.DisplayGroup
                profile = [string]$_.Profile; enabled = [string]$_.Enabled } })
    }
    Add-Fact 'listening' { Get-Listening @(135, 139, 445) }
    Add-Fact 'smb-over-139' { Test-SmbOver139 }
    Add-Fact 'netbios-flag' { Test-NetbiosFlag }
    Add-Fact 'server-service-and-445' { Test-ServerService }
    Add-Result 'fact.NetServerTransportDel' 'skip' 'needs changes of the network while a call is undone; no script makes them'
}

# Bytes from a stream, at most so many, within five seconds.
function Read-Some([System.IO.Stream]$Stream, [int]$Size) {
    $buffer = New-Object byte[] $Size
    $Stream.ReadTimeout = 5000
    try {
        $count = $Stream.Read($buffer, 0, $Size)
    } catch {
        $count = 0
    }
    if ($count -le 0) {
        return @()
    }
    return @($buffer[0..($count - 1)])
}

# A NetBIOS name in the first-level encoding of RFC 1001: 16 characters, each half a letter from A on.
function ConvertTo-NetbiosName([string]$Name, [byte]$Suffix) {
    $bytes = [System.Text.Encoding]::ASCII.GetBytes($Name.PadRight(15).Substring(0, 15)) + $Suffix
    $encoded = @(32)
    foreach ($byte in $bytes) {
        $encoded += 65 + [math]::Floor($byte / 16)
        $encoded += 65 + $byte % 16
    }
    return $encoded + 0
}

# Opens a NetBIOS session to *SMBSERVER on TCP 139 and asks for SMB 2 there.
function Test-SmbOver139 {
    $address = @(Get-NetTCPConnection -State Listen -LocalPort 139 -ErrorAction SilentlyContinue |
        Where-Object { $_.LocalAddress -notmatch ':' } | Select-Object -First 1)
    if ($address.Count -eq 0) {
        return [ordered]@{ listening = $false }
    }
    $client = New-Object System.Net.Sockets.TcpClient
    try {
        $client.Connect($address[0].LocalAddress, 139)
        $stream = $client.GetStream()
        $names = (ConvertTo-NetbiosName '*SMBSERVER' 0x20) + (ConvertTo-NetbiosName 'NETLATCH' 0)
        $request = [byte[]](@(0x81, 0, 0, $names.Count) + $names)
        $stream.Write($request, 0, $request.Length)
        $session = Read-Some $stream 16
        # MS-SMB2 2.2.1.2 and 2.2.3: header of 64 bytes, NEGOTIATE with the dialects 2.0.2 and 2.1.
        $header = [byte[]](@(0xFE, 0x53, 0x4D, 0x42, 64, 0) + (@(0) * 58))
        $negotiate = [byte[]](@(36, 0, 2, 0, 1, 0, 0, 0, 0, 0, 0, 0) + (@(0) * 24) + @(0x02, 0x02, 0x10, 0x02))
        $message = $header + $negotiate
        $packet = [byte[]](@(0, 0, 0, $message.Count) + $message)
        $stream.Write($packet, 0, $packet.Length)
        $answer = Read-Some $stream 256
        return [ordered]@{
            listening = $true
            session_accepted = ($session.Count -gt 0 -and $session[0] -eq 0x82)
            smb2_answered = ($answer.Count -gt 8 -and $answer[4] -eq 0xFE -and $answer[5] -eq 0x53)
        }
    } finally {
        $client.Close()
    }
}

# What Windows says of NetBIOS on an adapter right after it was told through WMI, and after a second.
function Test-NetbiosFlag {
    $adapter = Get-CimInstance Win32_NetworkAdapterConfiguration -Filter 'IPEnabled = TRUE' | Select-Object -First 1
    $first = $adapter.TcpipNetbiosOptions
    $key = "HKLM:\SYSTEM\CurrentControlSet\Services\NetBT\Parameters\Interfaces\Tcpip_$($adapter.SettingID)"
    $found = [ordered]@{ option_first = $first; value_first = Get-Value $key 'NetbiosOptions' }
    try {
        $found.returned = (Invoke-CimMethod $adapter -MethodName SetTcpipNetbios -Arguments @{ TcpipNetbiosOptions = 2 }).ReturnValue
        $found.value_after = Get-Value $key 'NetbiosOptions'
        foreach ($moment in 'at-once', 'after-a-second') {
            $file = Join-Path $Work 'flag.json'
            [void](Invoke-Netlatch @('record', '--output', $file))
            $recorded = Get-Content -Raw -LiteralPath $file | ConvertFrom-Json
            $found[$moment] = [string]@($recorded.machine.adapters | Where-Object { $_.guid -eq $adapter.SettingID })[0].netbios
            Start-Sleep -Seconds 1
        }
    } finally {
        [void](Invoke-CimMethod $adapter -MethodName SetTcpipNetbios -Arguments @{ TcpipNetbiosOptions = [uint32]$first })
        if ($null -eq $found.value_first) {
            Remove-ItemProperty -LiteralPath $key -Name NetbiosOptions -ErrorAction SilentlyContinue
        }
    }
    return $found
}

# Whether TCP 445 goes with the Server service or with its drivers.
function Test-ServerService {
    $found = [ordered]@{ before = Get-Listening @(445) }
    $first = (Get-Service LanmanServer).Status
    try {
        Stop-Service LanmanServer -Force
        $found.server_stopped = Get-Listening @(445)
        foreach ($driver in 'srv2', 'srvnet') {
            & sc.exe stop $driver | Out-Null
            Start-Sleep -Seconds 3
            $found["$driver-stopped"] = Get-Listening @(445)
        }
    } finally {
        if ($first -eq 'Running') {
            Start-Service LanmanServer
        }
        $found.after = Get-Listening @(445)
    }
    return $found
}

# --- Across a restart -----------------------------------------------------------------------------------

function Save-State([hashtable]$More) {
    $state = @{ results = $script:Results; facts = $script:Facts } + $More
    ConvertTo-Json -Depth 12 -InputObject $state | Set-Content -LiteralPath $StateFile -Encoding UTF8
}

function Restart-AndGoOn([string]$Next) {
    $arguments = '-NoProfile -ExecutionPolicy Bypass -File "{0}" -Disposable -Report "{1}" -Architecture {2} -Restart -Phase {3}' -f
        $PSCommandPath, $Report, $Architecture, $Next
    $action = New-ScheduledTaskAction -Execute 'powershell.exe' -Argument $arguments
    $trigger = New-ScheduledTaskTrigger -AtStartup
    $principal = New-ScheduledTaskPrincipal -UserId 'SYSTEM' -RunLevel Highest
    Register-ScheduledTask -TaskName $TaskName -Action $action -Trigger $trigger -Principal $principal -Force | Out-Null
    Restart-Computer -Force
    exit 0
}

# A change that acts after a restart, unconfirmed; and SMBDeviceEnabled, whose effect is not known.
function Start-AcrossRestart {
    $before = Get-Snapshot
    Test-That 'restart.apply' {
        [void](Invoke-Expecting @(0, $RestartNeeded) @('apply', '--yes', '--set', 'dcom.enabled=no',
            '--confirm-within', '2m'))
        [void](Invoke-Expecting @(0, 3, $RestartNeeded) @('confirm'))
    }
    Save-State @{ before = $before }
    Restart-AndGoOn 'restarted'
}

function Resume-AfterFirstRestart([string[]]$Before) {
    Test-That 'restart.guard-counts-on' {
        Assert-That (Test-GuardIsThere) 'the guard did not come back after the restart'
        Assert-That (Wait-Until 600 { -not (Test-GuardIsThere) }) 'the guard is still there after ten minutes'
        Assert-Same $Before (Get-Snapshot)
        'not confirmed after the restart: rolled back'
    }
    Test-That 'smb-direct.apply' {
        [void](Invoke-Expecting @(0, $RestartNeeded) @('apply', '--yes', '--set', 'smb.direct=disabled',
            '--accept', 'unverified-setting'))
        Assert-That ((Get-Value 'HKLM:\SYSTEM\CurrentControlSet\Services\NetBT\Parameters' 'SMBDeviceEnabled') -eq 0) (
            'SMBDeviceEnabled is not 0')
    }
    Save-State @{ before = $Before }
    Restart-AndGoOn 'restarted-twice'
}

function Resume-AfterSecondRestart([string[]]$Before) {
    Add-Fact 'smb-direct-after-restart' {
        $found = [ordered]@{
            listening = Get-Listening @(139, 445)
            server = [string](Get-Service LanmanServer).Status
            workstation = [string](Get-Service LanmanWorkstation).Status
        }
        & net.exe view \\127.0.0.1 2>&1 | Out-Null
        $found.net_view = $LASTEXITCODE
        $found
    }
    Test-That 'smb-direct.rollback' {
        [void](Invoke-Expecting @(0, $RestartNeeded) @('rollback', '--yes'))
        Assert-Same $Before (Get-Snapshot)
    }
    Unregister-ScheduledTask -TaskName $TaskName -Confirm:$false -ErrorAction SilentlyContinue
}

# --- The report -------------------------------------------------------------------------------------------

function Write-Report {
    $count = @{}
    foreach ($outcome in 'pass', 'fail', 'skip', 'info') {
        $count[$outcome] = @($script:Results | Where-Object { $_.outcome -eq $outcome }).Count
    }
    $document = [ordered]@{
        netlatch = [ordered]@{ schema = 'netlatch/prove/1'; executable = $Exe
            sha256 = (Get-FileHash -LiteralPath $Exe -Algorithm SHA256).Hash.ToLowerInvariant() }
        time = (Get-Date).ToUniversalTime().ToString('yyyy-MM-ddTHH:mm:ssZ')
        summary = [ordered]@{ pass = $count.pass; fail = $count.fail; skip = $count.skip; info = $count.info }
        results = $script:Results
        facts = $script:Facts
    }
    ConvertTo-Json -Depth 12 -InputObject $document | Set-Content -LiteralPath $Report -Encoding UTF8
    Write-Host ('{0} passed, {1} failed, {2} skipped; {3}' -f $count.pass, $count.fail, $count.skip, $Report)
    if ($count.fail -gt 0) {
        exit 1
    }
    exit 0
}

# --- Main -----------------------------------------------------------------------------------------------------

$identity = New-Object Security.Principal.WindowsPrincipal([Security.Principal.WindowsIdentity]::GetCurrent())
if (-not $Disposable -or -not $identity.IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)) {
    Write-Host 'prove.ps1 changes this Windows. Run it elevated, with -Disposable, on a Windows that may be thrown away.'
    exit 64
}
if (-not [System.IO.Path]::IsPathRooted($Report)) {
    $Report = Join-Path (Get-Location).Path $Report
}
New-Item -ItemType Directory -Force -Path $Work | Out-Null

if ($Phase -ne 'start') {
    $state = Get-Content -Raw -LiteralPath $StateFile | ConvertFrom-Json
    foreach ($result in $state.results) {
        [void]$script:Results.Add([ordered]@{ name = $result.name; outcome = $result.outcome; detail = $result.detail })
    }
    foreach ($fact in $state.facts.PSObject.Properties) {
        $script:Facts[$fact.Name] = $fact.Value
    }
    $before = [string[]]@($state.before)
    if ($Phase -eq 'restarted') {
        Resume-AfterFirstRestart $before
    }
    Resume-AfterSecondRestart $before
    Write-Report
}

Test-Versions
Invoke-ContractTests
Test-UnelevatedAudit
Test-Audit
Test-Dsc
Test-Change
Test-Guard
Add-Facts
if ($Restart) {
    Start-AcrossRestart
}
Add-Result 'restart' 'skip' 'run with -Restart on a machine that may restart'
Write-Report
