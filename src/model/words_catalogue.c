/* words_catalogue.c - Simplified Chinese: settings, ports, ids and values. */
#include "words_rows.h"

#include <stddef.h>

const struct nl_word_pair nl_words_zh_catalogue[] = {
    {"Guest account", "来宾帐户 (Guest)"},
    {"The built-in account with the number 501, whatever it is called in the language of this "
     "Windows. Windows ships with it disabled.",
     "编号为 501 的内置帐户，无论它在这个 Windows 的语言中叫什么。Windows 出厂时它是禁用的。"},
    {"Whoever has no account here is let in as Guest where Guest is enabled, and reads, perhaps "
     "writes, whatever is shared with Everyone.",
     "启用 Guest 后，在这里没有帐户的人会作为来宾进入，可以读取、也许还能写入共享给 Everyone "
     "的一切。"},
    {"Sharing without a password among computers at home, and devices that log on as Guest. Give "
     "them an account of their own.",
     "家庭计算机之间的无密码共享，以及以 Guest 身份登录的设备。请为它们各建一个帐户。"},
    {"Whether the account with the RID 501 is disabled, through the account database. A security "
     "template of a policy may set it as well.",
     "通过帐户数据库查看 RID 为 501 的帐户是否被禁用。策略的安全模板也可能设置它。"},
    {"Accounts without a password from the network", "从网络使用没有密码的帐户"},
    {"Whether a local account that has no password may log on over the network, or at the console "
     "alone, as Windows ships.",
     "没有密码的本地帐户可以从网络登录，还是像 Windows 出厂时那样只能在控制台登录。"},
    {"An account without a password is an open share for everyone who guesses its name.",
     "没有密码的帐户，对每个猜到其名称的人来说就是敞开的大门。"},
    {"Whatever relies on an account without a password from another computer, Remote Desktop "
     "included.",
     "一切从另一台计算机使用无密码帐户的做法，包括远程桌面。"},
    {"The number LimitBlankPasswordUse: 1 console only, 0 anywhere. The documented default is 1; "
     "what Windows does without the value is not documented, so a missing value is not taken for "
     "either.",
     "数值 LimitBlankPasswordUse：1 只限控制台，0 任何地方。文档中的默认值是 1；没有这个值时 "
     "Windows 如何处理没有文档说明，因此缺少该值时不作任何一种认定。"},
    {"Deny access to this computer from the network", "拒绝从网络访问这台计算机"},
    {"The accounts and groups that may not log on over the network: to shares and named pipes, "
     "WinRM, IIS with Windows authentication, and Remote Desktop with network level "
     "authentication. It closes no port, and it wins over every permission to log on.",
     "不得从网络登录的帐户和组：共享和命名管道、WinRM、使用 Windows 身份验证的 "
     "IIS，以及使用网络级别身份验证的远程桌面。它不关闭任何端口，并且优先于一切允许登录的权限。"},
    {"A local administrator's password that is the same on many computers opens all of them from "
     "one. Denying that group over the network stops it.",
     "许多计算机上相同的本地管理员密码，会让攻破一台就等于攻破全部。对这个组拒绝网络登录就能制止这"
     "一点。"},
    {"Every network use by those accounts. Everyone locks out the owner and, on a domain "
     "controller, the domain; S-1-5-113 breaks failover clusters. Connections that stand are not "
     "cut: it counts at the next logon.",
     "这些帐户的一切网络使用。选择 Everyone 会把机主、在域控制器上则会把整个域锁在外面；S-1-5-113 "
     "会破坏故障转移群集。已有的连接不会被切断：下一次登录时才生效。"},
    {"Who holds SeDenyNetworkLogonRight, through the local security authority, as SIDs. A policy "
     "that assigns user rights puts its own list back at its next refresh.",
     "通过本地安全机构读取拥有 SeDenyNetworkLogonRight 的 "
     "SID。分配用户权限的策略会在下次刷新时恢复它自己的列表。"},
    {"Inbound firewall block of a port", "在防火墙上阻止端口的传入连接"},
    {"A rule of Windows Firewall, made and owned by netlatch, that drops everything that comes in "
     "to one of the five ports, in every profile. A block rule wins over every rule that allows.",
     "由 netlatch 创建并拥有的 Windows "
     "防火墙规则，在所有配置文件中丢弃传入五个端口之一的一切数据。阻止规则优先于所有允许规则。"},
    {"What cannot be reached cannot be attacked. It is the one way to close TCP 135 that leaves "
     "Windows whole, and it is rolled_back in a moment.",
     "到达不了的东西就无法攻击。这是关闭 TCP 135 而不损害 Windows 的唯一办法，而且随时可以撤消。"},
    {"Whatever other computers do through that port. The program behind it keeps listening, "
     "connections that this computer opens itself are not touched, and this computer still reaches "
     "itself. Answers to its own broadcasts on UDP 137 and 138 may be dropped too.",
     "其他计算机通过该端口所做的一切。背后的程序仍在侦听，本机主动打开的连接不受影响，本机访问自己"
     "也不受影响。对本机 UDP 137 和 138 广播的应答也可能被丢弃。"},
    {"The rule by netlatch's group and the port's number, through the firewall's own interface. It "
     "acts as long as Windows Firewall runs, is on, and no policy makes it ignore local rules.",
     "通过防火墙自己的接口，按 netlatch 的组和端口号读取规则。只要 Windows "
     "防火墙在运行、已启用，并且没有策略让它忽略本地规则，它就有效。"},
    {"LLMNR (link-local multicast name resolution)", "LLMNR（链路本地多播名称解析）"},
    {"Whether this computer asks all its neighbours, by multicast on UDP 5355, for names that DNS "
     "does not know, and answers when they ask.",
     "对于 DNS 不知道的名称，这台计算机是否通过 UDP 5355 多播询问所有邻居，并在邻居询问时应答。"},
    {"Any neighbour may answer and pose as the server that was meant; the logon that follows can "
     "be cracked or relayed. It is the companion of forged NetBIOS names.",
     "任何邻居都可以应答并冒充真正的服务器，随后的登录可能被破解或中继。它与伪造 NetBIOS "
     "名称是一对。"},
    {"Short names of computers on the same segment that no DNS server knows. Multicast DNS still "
     "finds many of them on present Windows.",
     "同一网段上没有 DNS 服务器知道的计算机短名称。在现在的 Windows 上，多播 DNS "
     "仍能找到其中许多。"},
    {"The policy value EnableMulticast: 0 disables, 1 or a missing value enables. The value "
     "belongs to a policy: a domain may set it again.",
     "策略值 EnableMulticast：0 禁用，1 或没有该值则启用。该值属于策略，域可能会重新设置它。"},
    {"NetBIOS name lookups by the DNS client", "DNS 客户端的 NetBIOS 名称查询"},
    {"Whether the DNS client may also look names up through NetBIOS. It governs what this computer "
     "asks, not what it answers: UDP 137, UDP 138 and TCP 139 stay bound.",
     "DNS 客户端是否也可以通过 NetBIOS 查询名称。它决定本机询问什么，而不是应答什么：UDP 137、UDP "
     "138 和 TCP 139 仍然绑定。"},
    {"A name asked for by NetBIOS broadcast can be answered by any neighbour, who then receives "
     "the logon meant for a server.",
     "通过 NetBIOS 广播询问的名称，任何邻居都可以应答，从而得到本应给服务器的登录。"},
    {"Short names that only NetBIOS or WINS knows.", "只有 NetBIOS 或 WINS 知道的短名称。"},
    {"The policy value EnableNetbios: 0 disabled, 1 enabled, 2 disabled on public networks, 3 only "
     "after other ways failed. Without it the local configuration counts and public networks are "
     "left out. Windows older than Server 2022 is not documented to read it.",
     "策略值 EnableNetbios：0 禁用，1 启用，2 在公用网络上禁用，3 "
     "只在其他方法失败后使用。没有该值时以本地配置为准，并且公用网络除外。早于 Server 2022 的 "
     "Windows 是否读取它没有文档说明。"},
    {"NetBIOS over TCP/IP on an adapter", "适配器上的 TCP/IP 上的 NetBIOS"},
    {"Whether NetBT serves UDP 137, UDP 138 and TCP 139 on one network adapter. Default leaves the "
     "decision to the DHCP server; where that says nothing, NetBIOS is on. Each new adapter starts "
     "with default.",
     "NetBT 是否在一个网络适配器上提供 UDP 137、UDP 138 和 TCP 139。“默认”由 DHCP 服务器决定；DHCP "
     "没有说明时，NetBIOS 是启用的。每个新适配器一开始都是“默认”。"},
    {"One packet to UDP 137 tells a stranger the computer's name, its workgroup or domain and its "
     "roles. Answers to broadcast name queries can be forged, which hands logons to an attacker.",
     "向 UDP 137 "
     "发一个数据包，陌生人就能得到计算机的名称、工作组或域以及角色。对广播名称查询的应答可以伪造，"
     "从而把登录交给攻击者。"},
    {"Single-label names without DNS, browsing the network as Windows XP did, WINS, programs "
     "written for NetBIOS, and old peers that know SMB over TCP 139 only.",
     "没有 DNS 时的单标签名称、Windows XP 那样的网络浏览、WINS、为 NetBIOS "
     "编写的程序，以及只会通过 TCP 139 使用 SMB 的老设备。"},
    {"The number NetbiosOptions of the adapter's own key: 0 default, 1 enabled, 2 disabled. A "
     "missing value counts as 0. Live, the change goes through WMI and acts at once; otherwise "
     "when the adapter starts anew.",
     "适配器自己的注册表项中的数值 NetbiosOptions：0 默认，1 启用，2 禁用。没有该值时当作 "
     "0。在运行中的系统上通过 WMI 更改并立即生效，否则在适配器重新启动时生效。"},
    {"NetBIOS over an old transport (NetBEUI, IPX)", "通过旧传输协议的 NetBIOS（NetBEUI、IPX）"},
    {"The drivers Nbf (NetBEUI) and NwlnkNb (NetBIOS over IPX). They carry NetBIOS without TCP/IP, "
     "so disabling NetBIOS over TCP/IP leaves them at work. Windows Vista and later have neither.",
     "驱动程序 Nbf (NetBEUI) 和 NwlnkNb（IPX 上的 NetBIOS）。它们不经 TCP/IP 传送 "
     "NetBIOS，因此禁用 TCP/IP 上的 NetBIOS 后它们仍在工作。Windows Vista 及以后的版本没有它们。"},
    {"A computer believed silent still answers everyone on its own network segment. Neither "
     "transport crosses a router as it is, so this is a matter for the local network, not for the "
     "Internet.",
     "自以为沉默的计算机仍会应答同一网段上的所有人。这两种协议本身都不能跨越路由器，所以这只关系到"
     "本地网络，与 Internet 无关。"},
    {"Programs and peers that reach this computer through NetBEUI or IPX.",
     "通过 NetBEUI 或 IPX 访问这台计算机的程序和设备。"},
    {"The start type of the driver through the service manager, as far as the driver exists.",
     "如果该驱动程序存在，则通过服务管理器读取其启动类型。"},
    {"NetBIOS node type", "NetBIOS 节点类型"},
    {"How NetBIOS names are looked up: by broadcast, by asking a WINS server (point-to-point), or "
     "both. Without a value the DHCP server decides, and without its word the presence of a WINS "
     "server. It closes no port.",
     "如何查找 NetBIOS 名称：通过广播、通过询问 WINS 服务器（点对点），或两者兼用。没有该值时由 "
     "DHCP 服务器决定，DHCP 也没有说明时则看是否有 WINS 服务器。它不关闭任何端口。"},
    {"A broadcast asks everybody on the segment, and a hostile neighbour may answer. "
     "Point-to-point asks the WINS server or nobody.",
     "广播询问网段上的所有人，怀有恶意的邻居可能应答。“点对点”只询问 WINS 服务器。"},
    {"Names that only a broadcast could find, in networks without WINS and without DNS entries for "
     "their computers.",
     "在没有 WINS、DNS 中也没有计算机记录的网络里，只有广播才能找到的名称。"},
    {"The number NodeType: 1 broadcast, 2 point-to-point, 4 mixed, 8 hybrid. DhcpNodeType beside "
     "it belongs to the DHCP client and is never written.",
     "数值 NodeType：1 广播，2 点对点，4 混合，8 混合式 (H 节点)。旁边的 DhcpNodeType 属于 DHCP "
     "客户端，绝不写入。"},
    {"Distributed COM", "分布式 COM"},
    {"Whether programs on other computers may start and use COM objects here, and programs here "
     "may use theirs. It does not close TCP 135: the endpoint mapper listens either way.",
     "其他计算机上的程序能否启动和使用这里的 COM 对象，以及这里的程序能否使用别人的。它不关闭 TCP "
     "135：终结点映射程序照样侦听。"},
    {"Every COM class that is registered for remote use is something an attacker with a stolen "
     "password can start. Lateral movement through MMC20.Application or ShellWindows needs DCOM.",
     "每个注册为可远程使用的 COM 类，拿到密码的攻击者都能启动。通过 MMC20.Application 或 "
     "ShellWindows 的横向移动需要 DCOM。"},
    {"Remote WMI, certificate auto-enrolment, Component Services and other consoles that manage "
     "another computer, OPC and many backup consoles. It works in both directions: this computer "
     "can no longer use the DCOM servers of others.",
     "远程 "
     "WMI、证书自动注册、“组件服务”和其他管理另一台计算机的控制台、OPC，以及许多备份控制台。它在两"
     "个方向上起作用：这台计算机也不能再使用别人的 DCOM 服务器。"},
    {"The text value EnableDCOM, Y or N. Where it is missing netlatch takes DCOM as enabled; "
     "Microsoft does not document that case.",
     "文本值 EnableDCOM，Y 或 N。没有该值时 netlatch 视 DCOM 为启用；Microsoft 没有说明这种情况。"},
    {"Restrictions for unauthenticated RPC clients", "对未经身份验证的 RPC 客户端的限制"},
    {"The policy that makes the RPC runtime refuse callers who do not say who they are. Callers "
     "through named pipes are exempt. Without a value Windows asks for authentication on client "
     "editions and for none on servers.",
     "让 RPC 运行时拒绝不表明身份的调用方的策略。通过命名管道的调用方不受限制。没有该值时，Windows "
     "的客户端版本要求身份验证，服务器版本不要求。"},
    {"Without it anyone who reaches TCP 135 may ask the endpoint mapper for a list of the RPC "
     "programs of this computer, and may call those that do not protect themselves.",
     "没有它，任何能到达 TCP 135 的人都可以向终结点映射程序索取本机 RPC "
     "程序的列表，并调用其中不保护自己的程序。"},
    {"RPC programs with anonymous callers, old ones above all. Strict leaves not even the "
     "documented exceptions. Never use it on a domain controller.",
     "有匿名调用方的 RPC "
     "程序，尤其是老程序。“严格”连文档中的例外也不保留。绝不要在域控制器上使用。"},
    {"The policy value RestrictRemoteClients: 0 none, 1 authenticated, 2 strict. The value belongs "
     "to a policy: a domain may set it again.",
     "策略值 RestrictRemoteClients：0 无，1 须经身份验证，2 "
     "严格。该值属于策略，域可能会重新设置它。"},
    {"Remote Procedure Call service", "远程过程调用服务 (RPC)"},
    {"How the service RpcSs starts. Windows itself is built on it: firewall, logon, Task "
     "Scheduler, Windows Update and WMI all need it. Automatic (2) is the only healthy value; 4 "
     "means disabled.",
     "服务 RpcSs 如何启动。Windows 本身就建立在它之上：防火墙、登录、任务计划程序、Windows 更新和 "
     "WMI 都需要它。自动 (2) 是唯一健康的值；4 表示禁用。"},
    {"Nothing is gained by disabling it that a firewall rule for TCP 135 does not give as well. "
     "The holes that Blaster and others used were closed by updates, not by this switch.",
     "禁用它所得到的，用一条针对 TCP 135 "
     "的防火墙规则同样可以得到。冲击波等利用的漏洞是靠更新修补的，不是靠这个开关。"},
    {"Everything that depends on RPC, dozens of services, the firewall among them. Windows 2000 "
     "did not start again; present Windows is of no use without it, and Safe Mode is not known to "
     "help.",
     "一切依赖 RPC 的东西，数十个服务，包括防火墙。Windows 2000 再也无法启动；现在的 Windows "
     "没有它就无法使用，而且不知道安全模式能否有帮助。"},
    {"The start type through the service manager. Present Windows refuses the change even to "
     "administrators, and netlatch never goes around that. A security template of a policy may set "
     "it as well.",
     "通过服务管理器读取启动类型。现在的 Windows 连管理员也拒绝更改，netlatch "
     "绝不绕过这一点。策略的安全模板也可能设置它。"},
    {"Server service (LanmanServer)", "服务“Server”（LanmanServer）"},
    {"How the service that shares files, printers and named pipes starts. Once it no longer "
     "starts, nothing answers on TCP 445, nor to SMB on TCP 139.",
     "共享文件、打印机和命名管道的服务如何启动。它不再启动之后，TCP 445 上没有应答，TCP 139 "
     "上也不再应答 SMB。"},
    {"A computer that shares nothing has no use for a file server. EternalBlue and its successors "
     "attack just this service.",
     "不共享任何内容的计算机用不着文件服务器。永恒之蓝及其后继者攻击的正是这个服务。"},
    {"All shares, the administrative ones (C$, ADMIN$) too, named pipes from other computers, and "
     "remote administration that comes through them. Microsoft advises against it on servers.",
     "所有共享，包括管理共享（C$、ADMIN$"
     "），来自其他计算机的命名管道，以及通过它们进行的远程管理。Microsoft "
     "不建议在服务器上这样做。"},
    {"The start type through the service manager. The running service is left alone until the next "
     "restart. A security template of a policy may set it as well.",
     "通过服务管理器读取启动类型。正在运行的服务在下次重新启动之前不受影响。策略的安全模板也可能设"
     "置它。"},
    {"SMB directly over TCP, port 445 (SMBDeviceEnabled)",
     "直接通过 TCP 445 端口的 SMB (SMBDeviceEnabled)"},
    {"Whether NetBT makes the device through which SMB listens on TCP 445. It is documented for "
     "Windows 2000, XP and Server 2003. Nobody has proven that present Windows heeds it, so "
     "netlatch looks again after the restart.",
     "NetBT 是否创建 SMB 在 TCP 445 上侦听所用的设备。它的文档针对 Windows 2000、XP 和 Server "
     "2003。没有人证实现在的 Windows 会理会它，因此 netlatch 会在重新启动后再次查看。"},
    {"TCP 445 is where WannaCry came in through EternalBlue, and where password guessing, relayed "
     "logons and remote program starts arrive.",
     "WannaCry 利用永恒之蓝正是从 TCP 445 进入的，密码猜测、登录中继和远程启动程序也从这里到来。"},
    {"File and printer sharing from this computer, administrative shares and named pipes on TCP "
     "445. On XP and Server 2003 this computer's own outgoing connections fall back to TCP 139.",
     "这台计算机的文件和打印机共享、TCP 445 上的管理共享和命名管道。在 XP 和 Server 2003 "
     "上，本机自己的传出连接会退回到 TCP 139。"},
    {"The number SMBDeviceEnabled: 0 disables, 1 or a missing value enables. Any other type than "
     "REG_DWORD has no effect and is reported.",
     "数值 SMBDeviceEnabled：0 禁用，1 或没有该值则启用。REG_DWORD 以外的类型不起作用，会被报告。"},
    {"SMB1 client", "SMB1 客户端"},
    {"The driver mrxsmb10, with which this computer speaks the SMB dialect of Windows NT to other "
     "computers. Windows has not installed it by default since version 1709.",
     "驱动程序 mrxsmb10，这台计算机用它以 Windows NT 的 SMB 方言与其他计算机通信。自版本 1709 "
     "起，Windows 默认不再安装它。"},
    {"SMB1 has no protection against a person in the middle: a hostile server or router can make "
     "this computer fall back to it and read along.",
     "SMB1 不能防范中间人：恶意的服务器或路由器可以让这台计算机退回到 SMB1 并窃听。"},
    {"Connections to Windows XP and Server 2003, to old network storage, and to printers and "
     "scanners whose shares speak SMB1 only.",
     "与 Windows XP 和 Server 2003、旧的网络存储，以及只会 SMB1 的打印机和扫描仪的连接。"},
    {"The start type of mrxsmb10. Disabling also takes the driver out of the list of services that "
     "Workstation (LanmanWorkstation) waits for, without which no share could be opened any more.",
     "mrxsmb10 的启动类型。禁用时还会把该驱动程序从服务“Workstation”（LanmanWorkstation） "
     "所等待的服务列表中去掉，否则将无法再打开任何共享。"},
    {"SMB1 server", "SMB1 服务器"},
    {"Whether the Server service still answers in the SMB dialect of Windows NT. From Windows 10 "
     "version 1709 on the part itself is not installed by default; then this value changes "
     "nothing.",
     "服务“Server”是否仍以 Windows NT 的 SMB 方言应答。自 Windows 10 版本 1709 "
     "起，该组件默认不安装，这时这个值不起作用。"},
    {"EternalBlue attacks SMB1. It has no protection against tampering, and nothing newer than "
     "Windows Server 2003 needs it.",
     "永恒之蓝攻击的就是 SMB1。它不能防止篡改，比 Windows Server 2003 新的系统都不需要它。"},
    {"Clients that speak SMB1 only: Windows XP, old Samba, scanners that drop their files into a "
     "share, some machine tools.",
     "只会 SMB1 的客户端：Windows XP、老的 Samba、把文件放入共享的扫描仪、某些机床软件。"},
    {"The number SMB1: 0 disables; a missing value means that nobody disabled it. Windows looks at "
     "it when it starts.",
     "数值 SMB1：0 禁用；没有该值表示没有人禁用过它。Windows 在启动时读取它。"},
    {"RPC endpoint mapper", "RPC 终结点映射程序"},
    {"The services RpcEptMapper and RpcSs listen here. A program on another computer asks them on "
     "which port an RPC or DCOM program of this computer can be found.",
     "服务 RpcEptMapper 和 RpcSs 在这里侦听。另一台计算机上的程序向它们询问，本机的某个 RPC 或 "
     "DCOM 程序在哪个端口上。"},
    {"An attacker lists the RPC programs and then calls them; with a stolen password he starts "
     "programs through WMI, DCOM or the service manager. Blaster used a hole in DCOM here in 2003.",
     "攻击者先列出 RPC 程序，再逐个调用；有了窃得的密码，就能通过 WMI、DCOM "
     "或服务管理器启动程序。2003 年冲击波利用了这里的 DCOM 漏洞。"},
    {"Remote administration (WMI, consoles), MSDTC, parts of MSMQ, DCOM from other computers, and "
     "everything that a domain controller, an Exchange server, a cluster or a certification "
     "authority does for others.",
     "远程管理（WMI、控制台）、MSDTC、MSMQ 的一部分、来自其他计算机的 DCOM，以及域控制器、Exchange "
     "服务器、群集或证书颁发机构为别人做的一切。"},
    {"NetBIOS name service", "NetBIOS 名称服务"},
    {"NetBT listens here on each IPv4 adapter that has NetBIOS. It answers who this computer is "
     "and asks for the names of others, by broadcast or through WINS.",
     "NetBT 在每个启用 NetBIOS 的 IPv4 适配器上侦听这里。它回答这台计算机是谁，并通过广播或 WINS "
     "询问别人的名称。"},
    {"One packet brings back the computer's name, workgroup or domain, roles and hardware address. "
     "A neighbour forges answers and receives logons meant for others.",
     "一个数据包就能得到计算机的名称、工作组或域、角色和硬件地址。邻居可以伪造应答，得到本应给别人"
     "的登录。"},
    {"Short names in networks without DNS, WINS, and finding computers the old way.",
     "没有 DNS 的网络中的短名称、WINS，以及用老办法查找计算机。"},
    {"NetBIOS datagram service", "NetBIOS 数据报服务"},
    {"NetBT listens here on each IPv4 adapter that has NetBIOS. Computers announce themselves on "
     "it to the Computer Browser, which went away together with SMB1.",
     "NetBT 在每个启用 NetBIOS 的 IPv4 "
     "适配器上侦听这里。计算机在这里向计算机浏览器宣告自己，而计算机浏览器已随 SMB1 一起消失。"},
    {"Announcements tell every neighbour the computer's name, Windows version and roles; forged "
     "ones change the lists that others see.",
     "宣告会把计算机的名称、Windows 版本和角色告诉每个邻居；伪造的宣告会改变别人看到的列表。"},
    {"The list of computers that Windows XP and older show. Windows 10 finds neighbours through "
     "WS-Discovery instead.",
     "Windows XP 及更早版本显示的计算机列表。Windows 10 改用 WS-Discovery 发现邻居。"},
    {"NetBIOS session service", "NetBIOS 会话服务"},
    {"NetBT listens here on the first IPv4 address of each adapter that has NetBIOS, and hands SMB "
     "to the Server service. Present peers use TCP 445 instead.",
     "NetBT 在每个启用 NetBIOS 的适配器的第一个 IPv4 地址上侦听这里，并把 SMB "
     "交给服务“Server”。现在的设备改用 TCP 445。"},
    {"The same file server as on TCP 445, so the same guessing, relaying and exploits, often "
     "forgotten by a rule that names 445 only.",
     "与 TCP 445 相同的文件服务器，因此有同样的密码猜测、中继和漏洞利用，却常被只写 445 "
     "的规则遗忘。"},
    {"Sharing with peers that know SMB over NetBIOS only: Windows NT, old Samba and NAS, old "
     "scanners.",
     "与只会通过 NetBIOS 使用 SMB 的设备共享：Windows NT、老的 Samba 和 NAS、老的扫描仪。"},
    {"SMB over TCP", "TCP 上的 SMB"},
    {"The Server service and its driver srvnet listen here, once for the whole computer, over IPv4 "
     "and IPv6: shares, printers, and named pipes that remote administration uses.",
     "服务“Server”及其驱动程序 srvnet 在这里侦听，整台计算机只有一处，包括 IPv4 和 "
     "IPv6：共享、打印机，以及远程管理使用的命名管道。"},
    {"Worms such as WannaCry, password guessing, relayed logons, and with a stolen password the "
     "start of any program through an administrative share.",
     "WannaCry 之类的蠕虫、密码猜测、登录中继，以及用窃得的密码通过管理共享启动任意程序。"},
    {"Shared folders and printers of this computer, scanning into a folder, administrative shares, "
     "domain controllers, clusters. Opening the shares of others is not touched.",
     "这台计算机的共享文件夹和打印机、扫描到文件夹、管理共享、域控制器、群集。打开别人的共享不受影"
     "响。"},
    {"{1} is not a setting netlatch knows", "{=1} 不是 netlatch 所知的设置"},
    {"{1}: the setting {2} is written without brackets, or the brackets are not closed",
     "{=1}：设置 {=2} 应写成不带方括号的形式，或者方括号没有闭合"},
    {"{1}: the setting {2} needs an instance in brackets",
     "{=1}：设置 {=2} 需要在方括号中写出实例"},
    {"{1}: {2} is not an instance of {3}", "{=1}：{=2} 不是 {=3} 的实例"},
    {"The value is {1}, but Windows only heeds {2} here: it has no effect.",
     "该值是 {1}，但 Windows 在这里只理会 {=2}：它不起作用。"},
    {"The value is {1}, which stands for none of: {2}.",
     "该值是 {1}，它不代表其中任何一个：{=2}。"},
    {"{1}: {2} is not one of: {3}", "{=1}：{=2} 不是其中之一：{=3}"},
    {NULL, NULL},
};
