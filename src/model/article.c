/* article.c - the article on the five ports, claim by claim, held against what is known. */
#include "article.h"

#include "base/attributes.h"

const char *const nl_claim_verdict_words[] = {
    [NL_CLAIM_RIGHT] = "right",
    [NL_CLAIM_PARTLY] = "partly",
    [NL_CLAIM_OUTDATED] = "outdated",
    [NL_CLAIM_WRONG] = "wrong",
    NULL,
};

_Static_assert(sizeof nl_claim_verdict_words / sizeof nl_claim_verdict_words[0] ==
                   NL_CLAIM_VERDICT_COUNT + 1,
               "each verdict has its word");

static const struct nl_claim rows[] = {
    {
        .id = "eternalblue",
        .quote = NL_PACK("永恒之蓝,就是利用的445端口"),
        .says = NL_T("EternalBlue, which did harm all over the world in 2017, used port 445."),
        .verdict = NL_CLAIM_RIGHT,
        .fact = NL_T("WannaCry spread through a hole in the SMB1 server on TCP 445. The update "
                     "MS17-010 closes it; switching SMB1 off removes its ground."),
        .setting = "smb1.server",
        .source = "MS17-010",
    },
    {
        .id = "psexec-and-net-use",
        .quote = NL_PACK("net use命令的抓包就是运行在NetBIOS协议"),
        .says = NL_T("Psexec.py speaks SMB directly over TCP, net use speaks it over NetBIOS."),
        .verdict = NL_CLAIM_WRONG,
        .fact = NL_T(
            "Windows tries both ways at once and takes the first to answer, whatever the command. "
            "SMB over TCP 445 has a four-byte header that begins with zero, which packet sniffers "
            "label NetBIOS Session Service; that is likely where the claim comes from."),
        .source = "KB204279",
    },
    {
        .id = "client-tries-both",
        .quote = NL_PACK("客户端会同时尝试访问139和445端口"),
        .says = NL_T("A client with NetBIOS tries ports 139 and 445 at the same time and prefers "
                     "445, resetting 139."),
        .verdict = NL_CLAIM_PARTLY,
        .fact = NL_T(
            "Both are tried at the same time and the first to respond is used. That 445 is "
            "preferred and that a reset goes to 139 was seen on Windows XP and is not documented."),
        .source = "KB204279",
    },
    {
        .id = "port-455",
        .quote = NL_PACK("用455端口进行会话"),
        .says = NL_T("The session then uses port 455."),
        .verdict = NL_CLAIM_WRONG,
        .fact = NL_T("A slip of the pen: the port is TCP 445. A rule for 455 protects nothing."),
        .setting = "firewall.block",
        .source = "KB204279",
    },
    {
        .id = "client-without-netbios",
        .quote = NL_PACK("客户端只会尝试访问445端口"),
        .says = NL_T("A client without NetBIOS tries port 445 alone."),
        .verdict = NL_CLAIM_RIGHT,
        .fact = NL_T("With NetBIOS off, only direct SMB on TCP 445 is left. netlatch shows for "
                     "each machine which ports it would try."),
        .setting = "netbios.adapter",
        .source = "KB204279",
    },
    {
        .id = "netbios-opens-445",
        .quote = NL_PACK("如果允许NBT, 那么UDP端口137、138,TCP 端口 139,445将开放"),
        .says = NL_T("On a server with NetBIOS, ports 137, 138, 139 and 445 are open."),
        .verdict = NL_CLAIM_PARTLY,
        .fact =
            NL_T("TCP 445 does not hang on the NetBIOS setting of an adapter: it needs the Server "
                 "service. NetBIOS alone, without that service, gives 137, 138 and 139."),
        .setting = "server.service",
        .source = "KB204279",
    },
    {
        .id = "five-open-by-default",
        .quote = NL_PACK("Windows默认开放135、137、138、139和445五个端口"),
        .says = NL_T("Windows opens these five ports by default."),
        .verdict = NL_CLAIM_PARTLY,
        .fact = NL_T(
            "It listens on them by default. Reachable is another matter: since Windows XP SP2 the "
            "firewall drops what comes in until sharing is allowed. netlatch shows both apart."),
        .setting = "firewall.block",
        .source = "KB832017",
    },
    {
        .id = "ieen",
        .quote = NL_PACK("IEen是一种远程操作IE浏览器的工具"),
        .says = NL_T("The tool IEen steers Internet Explorer on another computer through DCOM and "
                     "reads what is typed there."),
        .verdict = NL_CLAIM_OUTDATED,
        .fact =
            NL_T("It needed Windows NT, 2000 or XP before SP2. Since then only administrators, and "
                 "members of Distributed COM Users, may start DCOM objects from outside, callers "
                 "must protect their packets since 2023, and Internet Explorer is gone."),
        .setting = "dcom.enabled",
        .source = NL_PACK("DCOM security enhancements in Windows XP SP2; KB5004442"),
    },
    {
        .id = "asks-135-for-the-port",
        .quote = NL_PACK("就会向对方电脑的135端口询问可以使用哪个端口进行通信"),
        .says = NL_T("An RPC program asks port 135 of the other computer which port to use."),
        .verdict = NL_CLAIM_RIGHT,
        .fact = NL_T("That is what the endpoint mapper is for. It also answers through a named "
                     "pipe on TCP 445, and programs on known ports can be called without asking."),
        .setting = "firewall.block",
        .source = "KB832017",
    },
    {
        .id = "blaster",
        .quote = NL_PACK("大名鼎鼎的冲击波漏洞"),
        .says = NL_T("The worm Blaster used a hole behind port 135 to run code with the rights of "
                     "the system."),
        .verdict = NL_CLAIM_RIGHT,
        .fact = NL_T("Blaster used a hole in RPC and DCOM in 2003; the update MS03-026 closed it. "
                     "A firewall in front of TCP 135 would have stopped it as well."),
        .setting = "firewall.block",
        .source = "MS03-026",
    },
    {
        .id = "stop-rpc",
        .quote = NL_PACK("回避这种危险的最好办法是关闭RPC服务"),
        .says = NL_T("The best way to avoid the danger of port 135 is to stop the RPC service."),
        .verdict = NL_CLAIM_WRONG,
        .fact = NL_T(
            "Windows does not run without RPC. The remedies are updates, an inbound firewall block "
            "of TCP 135, and restrictions for RPC and DCOM callers. The service is left alone."),
        .setting = "rpc.service",
        .source = NL_PACK("Critical System Services"),
    },
    {
        .id = "no-dcom-no-problem",
        .quote = NL_PACK("即便关闭135端口,也不会出现任何问题"),
        .says = NL_T("Who uses no DCOM programs such as web, mail or DNS servers has no trouble "
                     "when port 135 is closed."),
        .verdict = NL_CLAIM_WRONG,
        .fact = NL_T("Three things are mixed: the service, the listener and the firewall. Without "
                     "the service all of COM and RPC fails, as the article itself says next. Web, "
                     "mail and DNS servers are not DCOM programs. An inbound firewall block is the "
                     "harmless one of the three."),
        .setting = "firewall.block",
        .source = "KB832017",
    },
    {
        .id = "services-console",
        .quote = NL_PACK("在属性窗口中将启动类型设置为“已禁用”"),
        .says = NL_T("Set the service Remote Procedure Call to disabled in the services console, "
                     "restart, and RPC no longer runs."),
        .verdict = NL_CLAIM_OUTDATED,
        .fact = NL_T("The services console of present Windows does not offer it, and the key is "
                     "not writable even for administrators. Windows 2000 could be set so, and then "
                     "did not start any more."),
        .setting = "rpc.service",
        .source = NL_PACK("Critical System Services; Black Viper"),
    },
    {
        .id = "services-path",
        .quote = NL_PACK("HKEY_LOCAL_MACHINE//SYSTEM//CurrentControlSet//Services//RpcSs"),
        .says = NL_T("The key is HKEY_LOCAL_MACHINE//SYSTEM//CurrentControlSet//Services//RpcSs."),
        .verdict = NL_CLAIM_WRONG,
        .fact = NL_T("Registry paths are parted by single backslashes: "
                     "HKLM\\SYSTEM\\CurrentControlSet\\Services\\RpcSs."),
        .setting = "rpc.service",
        .source = NL_PACK("Services registry reference"),
    },
    {
        .id = "start-value",
        .quote = NL_PACK("“Start”的值由0x04变成0x02"),
        .says = NL_T("Changing Start from 4 to 2 disables the service."),
        .verdict = NL_CLAIM_WRONG,
        .fact = NL_T("It is the other way round: 2 is automatic, 3 manual, 4 disabled. The "
                     "article's edit would enable a disabled service. netlatch never writes 4 for "
                     "RpcSs unless its risk rpc-disable is accepted, and advises against that."),
        .setting = "rpc.service",
        .source = NL_PACK("Services registry reference (Start)"),
    },
    {
        .id = "services-depend",
        .quote = NL_PACK("Windows的很多服务都依赖于RPC"),
        .says = NL_T("Many services of Windows depend on RPC and do not start without it."),
        .verdict = NL_CLAIM_RIGHT,
        .fact = NL_T("One count found sixty-seven on Windows Vista. netlatch "
                     "counts them from the machine's own service table and shows the tree."),
        .setting = "rpc.service",
        .source = NL_PACK("Security guidelines for system services"),
    },
    {
        .id = "outlook",
        .quote = NL_PACK("如果客户端关闭了135端口,就无法使用Outlook连接Exchange Server"),
        .says = NL_T("A client that closes its port 135 cannot reach Exchange with Outlook."),
        .verdict = NL_CLAIM_WRONG,
        .fact = NL_T("Outlook calls port 135 of the server, and only in the old way of Exchange "
                     "2010 and before; newer ones use HTTPS. Blocking what comes in at the client "
                     "does not matter. Stopping the client's RPC service does: Outlook needs COM."),
        .setting = "firewall.block",
        .source = "KB832017",
    },
    {
        .id = "msdtc-msmq-dhcp",
        .quote = NL_PACK("动态地向连接网络的电脑分配地址的DHCP等服务也都使用这个端口"),
        .says = NL_T("MSDTC, MSMQ and DHCP use port 135."),
        .verdict = NL_CLAIM_PARTLY,
        .fact = NL_T("MSDTC does, and a dynamic port. MSMQ does for reading queues and managing; "
                     "its messages use TCP 1801. DHCP does not: it uses UDP 67 and 68, and only "
                     "its remote console asks on 135."),
        .setting = "firewall.block",
        .source = "KB832017",
    },
    {
        .id = "slow-start",
        .quote = NL_PACK("Windows 启动的速度会变的非常慢"),
        .says = NL_T("Without RPC, Windows starts very slowly."),
        .verdict = NL_CLAIM_WRONG,
        .fact = NL_T("That is too mild: Windows 2000 did not start, and present Windows reaches no "
                     "usable desktop."),
        .setting = "rpc.service",
        .source = "Black Viper",
    },
    {
        .id = "deny-everyone",
        .quote = NL_PACK("如果想拒绝所有的访问,最好指定为“Everyone”"),
        .says = NL_T("To refuse all access from the network, deny network logon to Everyone."),
        .verdict = NL_CLAIM_PARTLY,
        .fact = NL_T("It refuses every authenticated logon, the owner's own too: shares, WinRM, "
                     "Remote Desktop with network level authentication, clusters, a whole domain "
                     "at its controller. It closes no port, and anonymous callers are not part of "
                     "Everyone by default. Guests, S-1-5-7 and S-1-5-114 are the safer choice. "
                     "Windows Home has no console for it; netlatch does not need one."),
        .setting = "logon.network.deny",
        .source = NL_PACK("Microsoft: SeDenyNetworkLogonRight; KB4488256"),
    },
    {
        .id = "dcom-off",
        .quote = NL_PACK("如果不想让其他计算机操作自己电脑,可以将DCOM设置为无效"),
        .says = NL_T("Switching DCOM off keeps others from steering this computer."),
        .verdict = NL_CLAIM_PARTLY,
        .fact = NL_T("It stops DCOM in both directions: this computer cannot use the DCOM servers "
                     "of others either, so certificate enrolment and remote WMI fail. It does not "
                     "close TCP 135, and other ways to steer the computer remain."),
        .setting = "dcom.enabled",
        .source = NL_PACK("EnableDCOM; KB825750"),
    },
    {
        .id = "dcomcnfg",
        .quote = NL_PACK("方法是用DOS命令运行Windows NT/2000/XP标准集成的“dcomcnfg.exe”工具"),
        .says = NL_T("DCOM is switched off with the DOS command dcomcnfg.exe, on its default "
                     "properties page."),
        .verdict = NL_CLAIM_OUTDATED,
        .fact = NL_T("So it was on Windows NT and 2000. Since XP dcomcnfg opens Component "
                     "Services, where it stands in the properties of My Computer. It was never a "
                     "DOS command, and a restart is needed."),
        .setting = "dcom.enabled",
        .source = "KB825750",
    },
    {
        .id = "dcom-over-http",
        .quote = NL_PACK("它能够跨越包括 Internet 协议(例如 HTTP)在内的多种网络传输"),
        .says = NL_T("DCOM spans many transports, HTTP among them."),
        .verdict = NL_CLAIM_OUTDATED,
        .fact = NL_T("DCOM over HTTP was an optional part of Windows 2000 and Server 2003. Today "
                     "it is RPC over TCP alone."),
        .setting = "dcom.enabled",
        .source = "KB826382",
    },
    {
        .id = "node-status",
        .quote = NL_PACK("只需向对方Windows的137端口发送一个询问连接状态的信息包"),
        .says = NL_T("One packet to port 137 brings back the computer's name and roles."),
        .verdict = NL_CLAIM_RIGHT,
        .fact = NL_T("A node status request returns all registered NetBIOS names, whose last byte "
                     "tells the role, and the hardware address."),
        .setting = "netbios.adapter",
        .source = NL_PACK("KB163409; RFC 1002"),
    },
    {
        .id = "user-name",
        .quote = NL_PACK("就可以得到该机的计算机名和注册用户名"),
        .says = NL_T("Port 137 gives away the name of the user who is logged on."),
        .verdict = NL_CLAIM_OUTDATED,
        .fact = NL_T("The Messenger service registered it, name type 03. That service was disabled "
                     "with Windows XP SP2 and is gone since Vista."),
        .setting = "netbios.adapter",
        .source = "KB163409",
    },
    {
        .id = "primary-controller",
        .quote = NL_PACK("该机是否为主域控制器和主浏览器"),
        .says = NL_T("Port 137 tells whether the computer is the primary domain controller."),
        .verdict = NL_CLAIM_PARTLY,
        .fact =
            NL_T("Primary controllers belong to Windows NT. The name type 1B still marks the "
                 "domain master browser, which is the PDC emulator, and 1C a domain controller."),
        .setting = "netbios.adapter",
        .source = NL_PACK("KB163409; [MS-BRWS]"),
    },
    {
        .id = "iis-and-lotus",
        .quote = NL_PACK("IIS和Samba是否正在运行以及Lotus Notes是否正在运行"),
        .says = NL_T("Port 137 tells whether IIS, Samba and Lotus Notes run."),
        .verdict = NL_CLAIM_OUTDATED,
        .fact =
            NL_T("Only old IIS registered such names, IIS 6 and later do not; Lotus Notes only "
                 "where its NetBIOS port is on. Samba answers because it speaks NetBIOS itself."),
        .setting = "netbios.adapter",
        .source = "KB163409",
    },
    {
        .id = "broadcast-and-wins",
        .quote = NL_PACK("位于同一组中的电脑之间利用广播功能进行计算机名管理"),
        .says = NL_T("Names are managed by broadcast or by WINS, both on port 137."),
        .verdict = NL_CLAIM_RIGHT,
        .fact = NL_T("Which of the two is decided by the node type. Point-to-point stops the "
                     "broadcasts, not the listener."),
        .setting = "netbios.nodetype",
        .source = NL_PACK("NetBT registry reference"),
    },
    {
        .id = "browsing",
        .quote = NL_PACK("138端口提供NetBIOS的浏览功能"),
        .says = NL_T("Port 138 serves browsing: each computer announces itself and a master "
                     "browser keeps the list."),
        .verdict = NL_CLAIM_OUTDATED,
        .fact = NL_T("The Computer Browser needs SMB1 and went away with it from Windows 10 "
                     "version 1709 on. Present Windows finds its neighbours through WS-Discovery."),
        .setting = "netbios.adapter",
        .source = NL_PACK("SMBv1 is not installed by default; KB832017"),
    },
    {
        .id = "disable-netbios",
        .quote = NL_PACK("选择“禁用TCP/IP上的NetBIOS(S)”即可"),
        .says = NL_T("Disabling NetBIOS over TCP/IP on the WINS page closes 137, 138 and 139."),
        .verdict = NL_CLAIM_PARTLY,
        .fact = NL_T("It does, on that one adapter. Each adapter has a setting of its own, and "
                     "each new one (a dock, a VPN, a virtual switch) starts with NetBIOS on. "
                     "netlatch shows and sets each of them."),
        .setting = "netbios.adapter",
        .source = "KB323357",
    },
    {
        .id = "netbeui",
        .quote = NL_PACK("在更高的Windows版本中,如果选择也可以安装"),
        .says =
            NL_T("NetBEUI keeps NetBIOS alive, and later versions of Windows can install it too."),
        .verdict = NL_CLAIM_OUTDATED,
        .fact = NL_T(
            "Windows 2000 supported it, Windows XP carried it unsupported on its disc, Vista and "
            "later have none. It does not cross routers, so it leaks nothing to the Internet."),
        .setting = "netbios.netbeui",
        .source = NL_PACK("Network protocol support in Windows"),
    },
    {
        .id = "cifs",
        .quote = NL_PACK("该端口使用的是与SMB不同的协议"),
        .says = NL_T("Port 445 uses another protocol than SMB, CIFS."),
        .verdict = NL_CLAIM_WRONG,
        .fact = NL_T("It is the same SMB, without NetBIOS around it. CIFS is a name for one "
                     "dialect of SMB1; today SMB 2 and 3 are spoken."),
        .setting = "smb.direct",
        .source = NL_PACK("KB204279; [MS-SMB2]"),
    },
    {
        .id = "names-by-dialect",
        .quote = NL_PACK("SMB使用NetBIOS和WINS解决计算机名,而CIFS则使用DNS"),
        .says = NL_T("SMB finds names through NetBIOS and WINS, CIFS through DNS."),
        .verdict = NL_CLAIM_WRONG,
        .fact = NL_T("How a name is found has nothing to do with the dialect that is spoken "
                     "afterwards. NetBIOS, DNS, LLMNR and multicast DNS all serve both."),
        .setting = "dns.llmnr",
        .source = "KB204279",
    },
    {
        .id = "windows-10-only-445",
        .quote = NL_PACK("自从win10开始,文件共享只使用445端口"),
        .says = NL_T("Since Windows 10 file sharing uses port 445 only."),
        .verdict = NL_CLAIM_PARTLY,
        .fact = NL_T(
            "No document names Windows 10. Among themselves Windows 10 machines speak SMB 3.1.1, "
            "which exists on TCP 445 only. Microsoft's texts disagree on older dialects: one says "
            "SMB 2 needs 445, the protocol's own says 2.0.2 to 3.0.2 may run over 139."),
        .setting = "smb.direct",
        .source = NL_PACK("KB204279; [MS-SMB2] 2.1"),
    },
    {
        .id = "cannot-close-139",
        .quote = NL_PACK("就无法关闭139和445端口"),
        .says = NL_T("So in a company with Windows file and print servers neither 139 nor 445 can "
                     "be closed."),
        .verdict = NL_CLAIM_WRONG,
        .fact = NL_T(
            "It does not follow: where only 445 is used, 139 can go, and 137 and 138 with it. Only "
            "the servers themselves need 445 open; workstations that share nothing do not."),
        .setting = "netbios.adapter",
        .source = "KB832017",
    },
    {
        .id = "guest-reads-c",
        .quote = NL_PACK("如果不经意地将Guest帐号设置为有效以后,攻击者就能够访问C盘"),
        .says = NL_T("Once Guest is enabled, an attacker gets at drive C."),
        .verdict = NL_CLAIM_PARTLY,
        .fact = NL_T("C$ is open to administrators only, so Guest does not get it; folders shared "
                     "with Everyone he does get. Guest is disabled and denied network logon by "
                     "default, and accounts without a password work at the console only."),
        .setting = "account.guest",
        .source = NL_PACK("Microsoft: SeDenyNetworkLogonRight"),
    },
    {
        .id = "clients-may-close",
        .quote = NL_PACK("自身不公开文件,就可以关闭这两个端口"),
        .says = NL_T("Clients that publish no files can close both ports, and 137 and 138 where "
                     "DNS is used."),
        .verdict = NL_CLAIM_RIGHT,
        .fact = NL_T("Opening the shares of others needs no open port here. The profile "
                     "office-client does this."),
        .setting = "netbios.adapter",
        .source = "KB832017",
    },
    {
        .id = "public-servers",
        .quote = NL_PACK("公开服务器打开139和445端口是一件非常危险的事情"),
        .says = NL_T("Public servers must not have 139 and 445 open, nor must clients that are "
                     "always on the Internet."),
        .verdict = NL_CLAIM_RIGHT,
        .fact = NL_T("Microsoft says the same: SMB has no business on the Internet. The profiles "
                     "internet-server and internet-client do this."),
        .setting = "firewall.block",
        .source = NL_PACK("Secure SMB traffic in Windows Server"),
    },
    {
        .id = "smb-device-path",
        .quote = NL_PACK("HKEY_LOCAL_MACHINESYSTEMCurrentControlSetServicesNetBTParameters"),
        .says = NL_T(
            "The key for 445 is HKEY_LOCAL_MACHINESYSTEMCurrentControlSetServicesNetBTParameters."),
        .verdict = NL_CLAIM_WRONG,
        .fact = NL_T("The backslashes were lost: "
                     "HKLM\\SYSTEM\\CurrentControlSet\\Services\\NetBT\\Parameters."),
        .setting = "smb.direct",
        .source = "KB301673",
    },
    {
        .id = "smb-device-enabled",
        .quote = NL_PACK("追加名为“SMBDeviceEnabled”的DWORD值,并将其设置为0"),
        .says = NL_T("A DWORD value SMBDeviceEnabled of 0 and a restart close port 445."),
        .verdict = NL_CLAIM_OUTDATED,
        .fact = NL_T("Documented for Windows 2000, XP and Server 2003. For present Windows "
                     "Microsoft says that direct SMB cannot be disabled on its own, and nobody has "
                     "proven the value; netlatch calls it unverified and looks after the restart. "
                     "A firewall block, or no Server service, is certain."),
        .setting = "smb.direct",
        .source = NL_PACK("KB301673; KB204279"),
    },
};

const struct nl_claim *nl_article(size_t *out_count)
{
    *out_count = NL_COUNT_OF(rows);
    return rows;
}
