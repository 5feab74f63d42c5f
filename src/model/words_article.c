/* words_article.c - Simplified Chinese: the article's claims. */
#include "words_rows.h"

#include <stddef.h>

const struct nl_word_pair nl_words_zh_article[] = {
    {"EternalBlue, which did harm all over the world in 2017, used port 445.",
     "2017 年危害全球的永恒之蓝利用的是 445 端口。"},
    {"WannaCry spread through a hole in the SMB1 server on TCP 445. The update MS17-010 closes it; "
     "switching SMB1 off removes its ground.",
     "WannaCry 通过 TCP 445 上 SMB1 服务器的漏洞传播。更新 MS17-010 修补了它；关闭 SMB1 "
     "则使它失去立足之地。"},
    {"Psexec.py speaks SMB directly over TCP, net use speaks it over NetBIOS.",
     "Psexec.py 的 SMB 直接运行在 TCP 上，而 net use 运行在 NetBIOS 上。"},
    {"Windows tries both ways at once and takes the first to answer, whatever the command. SMB "
     "over TCP 445 has a four-byte header that begins with zero, which packet sniffers label "
     "NetBIOS Session Service; that is likely where the claim comes from.",
     "无论用什么命令，Windows 都同时尝试两种方式，谁先应答就用谁。TCP 445 上的 SMB "
     "有一个以零开头的四字节头，抓包工具把它标为 NetBIOS 会话服务，这种说法多半由此而来。"},
    {"A client with NetBIOS tries ports 139 and 445 at the same time and prefers 445, resetting "
     "139.",
     "启用 NetBIOS 的客户端同时尝试 139 和 445 端口，优先使用 445，并对 139 发送复位。"},
    {"Both are tried at the same time and the first to respond is used. That 445 is preferred and "
     "that a reset goes to 139 was seen on Windows XP and is not documented.",
     "两者同时尝试，先应答者被采用。优先 445 以及对 139 发送复位，是在 Windows XP "
     "上观察到的现象，没有文档说明。"},
    {"The session then uses port 455.", "随后会话使用 455 端口。"},
    {"A slip of the pen: the port is TCP 445. A rule for 455 protects nothing.",
     "这是笔误：端口是 TCP 445。针对 455 的规则什么也保护不了。"},
    {"A client without NetBIOS tries port 445 alone.", "没有 NetBIOS 的客户端只尝试 445 端口。"},
    {"With NetBIOS off, only direct SMB on TCP 445 is left. netlatch shows for each machine which "
     "ports it would try.",
     "关闭 NetBIOS 后，只剩下 TCP 445 上的直接 SMB。netlatch 会逐台显示计算机会尝试哪些端口。"},
    {"On a server with NetBIOS, ports 137, 138, 139 and 445 are open.",
     "服务器启用 NetBIOS 时，137、138、139 和 445 端口都开放。"},
    {"TCP 445 does not hang on the NetBIOS setting of an adapter: it needs the Server service. "
     "NetBIOS alone, without that service, gives 137, 138 and 139.",
     "TCP 445 与适配器的 NetBIOS 设置无关，它需要服务“Server”。只有 NetBIOS "
     "而没有该服务时，开放的是 137、138 和 139。"},
    {"Windows opens these five ports by default.", "Windows 默认开放这五个端口。"},
    {"It listens on them by default. Reachable is another matter: since Windows XP SP2 the "
     "firewall drops what comes in until sharing is allowed. netlatch shows both apart.",
     "默认确实在侦听，但能否到达是另一回事：自 Windows XP SP2 "
     "起，在允许共享之前防火墙会丢弃传入的数据。netlatch 把两者分开显示。"},
    {"The tool IEen steers Internet Explorer on another computer through DCOM and reads what is "
     "typed there.",
     "工具 IEen 通过 DCOM 操作另一台计算机上的 Internet Explorer，并读取其中输入的内容。"},
    {"It needed Windows NT, 2000 or XP before SP2. Since then only administrators, and members of "
     "Distributed COM Users, may start DCOM objects from outside, callers must protect their "
     "packets since 2023, and Internet Explorer is gone.",
     "它需要 Windows NT、2000 或 SP2 之前的 XP。此后只有管理员和 Distributed COM Users "
     "组的成员才能从外部启动 DCOM 对象，自 2023 年起调用方还必须保护其数据包，而 Internet Explorer "
     "已经退役。"},
    {"An RPC program asks port 135 of the other computer which port to use.",
     "RPC 程序向对方计算机的 135 端口询问该用哪个端口。"},
    {"That is what the endpoint mapper is for. It also answers through a named pipe on TCP 445, "
     "and programs on known ports can be called without asking.",
     "这正是终结点映射程序的用途。它也通过 TCP 445 "
     "上的命名管道应答，而使用已知端口的程序不经询问就能被调用。"},
    {"The worm Blaster used a hole behind port 135 to run code with the rights of the system.",
     "冲击波蠕虫利用 135 端口背后的漏洞，以系统权限运行代码。"},
    {"Blaster used a hole in RPC and DCOM in 2003; the update MS03-026 closed it. A firewall in "
     "front of TCP 135 would have stopped it as well.",
     "冲击波在 2003 年利用了 RPC 和 DCOM 的漏洞，更新 MS03-026 已将其修补。TCP 135 "
     "前面的防火墙同样能挡住它。"},
    {"The best way to avoid the danger of port 135 is to stop the RPC service.",
     "避免 135 端口危险的最好办法是停止 RPC 服务。"},
    {"Windows does not run without RPC. The remedies are updates, an inbound firewall block of TCP "
     "135, and restrictions for RPC and DCOM callers. The service is left alone.",
     "没有 RPC，Windows 无法运行。正确的办法是安装更新、在防火墙上阻止传入的 TCP 135，以及限制 RPC "
     "和 DCOM 的调用方。这个服务不要动。"},
    {"Who uses no DCOM programs such as web, mail or DNS servers has no trouble when port 135 is "
     "closed.",
     "不使用 Web、邮件或 DNS 服务器等 DCOM 程序的人，关闭 135 端口不会有任何问题。"},
    {"Three things are mixed: the service, the listener and the firewall. Without the service all "
     "of COM and RPC fails, as the article itself says next. Web, mail and DNS servers are not "
     "DCOM programs. An inbound firewall block is the harmless one of the three.",
     "这里混淆了三件事：服务、侦听和防火墙。没有这个服务，所有 COM 和 RPC "
     "都会失败，文章接下来自己也这么说。Web、邮件和 DNS 服务器并不是 DCOM "
     "程序。三者之中，只有防火墙阻止传入是无害的。"},
    {"Set the service Remote Procedure Call to disabled in the services console, restart, and RPC "
     "no longer runs.",
     "在“服务”窗口中把 Remote Procedure Call 设为“已禁用”，重新启动后 RPC 就不再运行。"},
    {"The services console of present Windows does not offer it, and the key is not writable even "
     "for administrators. Windows 2000 could be set so, and then did not start any more.",
     "现在的 Windows 在“服务”窗口中不提供这个选项，注册表项连管理员也不能写入。Windows 2000 "
     "可以这样设置，但之后就无法启动了。"},
    {"The key is HKEY_LOCAL_MACHINE//SYSTEM//CurrentControlSet//Services//RpcSs.",
     "注册表项是 HKEY_LOCAL_MACHINE//SYSTEM//CurrentControlSet//Services//RpcSs。"},
    {"Registry paths are parted by single backslashes: "
     "HKLM\\SYSTEM\\CurrentControlSet\\Services\\RpcSs.",
     "注册表路径用单个反斜杠分隔：HKLM\\SYSTEM\\CurrentControlSet\\Services\\RpcSs。"},
    {"Changing Start from 4 to 2 disables the service.", "把 Start 从 4 改成 2 就禁用了该服务。"},
    {"It is the other way round: 2 is automatic, 3 manual, 4 disabled. The article's edit would "
     "enable a disabled service. netlatch never writes 4 for RpcSs unless its risk rpc-disable is "
     "accepted, and advises against that.",
     "正好相反：2 是自动，3 是手动，4 是禁用。照文章修改反而会启用被禁用的服务。除非接受风险项 "
     "rpc-disable，netlatch 绝不会为 RpcSs 写入 4，并且不建议这样做。"},
    {"Many services of Windows depend on RPC and do not start without it.",
     "Windows 的许多服务依赖 RPC，没有它就无法启动。"},
    {"One count found sixty-seven on Windows Vista. netlatch counts them from the machine's own "
     "service table and shows the tree.",
     "有人在 Windows Vista 上数出六十七个。netlatch 根据计算机自己的服务表计数，并显示成一棵树。"},
    {"A client that closes its port 135 cannot reach Exchange with Outlook.",
     "客户端关闭自己的 135 端口后，就无法用 Outlook 连接 Exchange。"},
    {"Outlook calls port 135 of the server, and only in the old way of Exchange 2010 and before; "
     "newer ones use HTTPS. Blocking what comes in at the client does not matter. Stopping the "
     "client's RPC service does: Outlook needs COM.",
     "Outlook 访问的是服务器的 135 端口，而且只有 Exchange 2010 "
     "及更早版本的老方式才这样，较新的版本使用 HTTPS。在客户端阻止传入没有影响；停止客户端的 RPC "
     "服务才有影响，因为 Outlook 需要 COM。"},
    {"MSDTC, MSMQ and DHCP use port 135.", "MSDTC、MSMQ 和 DHCP 使用 135 端口。"},
    {"MSDTC does, and a dynamic port. MSMQ does for reading queues and managing; its messages use "
     "TCP 1801. DHCP does not: it uses UDP 67 and 68, and only its remote console asks on 135.",
     "MSDTC 使用它和一个动态端口。MSMQ 在读取队列和管理时使用它，消息走 TCP 1801。DHCP "
     "不使用它：DHCP 用 UDP 67 和 68，只有远程控制台才询问 135。"},
    {"Without RPC, Windows starts very slowly.", "没有 RPC，Windows 启动会非常慢。"},
    {"That is too mild: Windows 2000 did not start, and present Windows reaches no usable desktop.",
     "这说得太轻了：Windows 2000 无法启动，现在的 Windows 则到不了可用的桌面。"},
    {"To refuse all access from the network, deny network logon to Everyone.",
     "要拒绝来自网络的所有访问，就对 Everyone 拒绝网络登录。"},
    {"It refuses every authenticated logon, the owner's own too: shares, WinRM, Remote Desktop "
     "with network level authentication, clusters, a whole domain at its controller. It closes no "
     "port, and anonymous callers are not part of Everyone by default. Guests, S-1-5-7 and "
     "S-1-5-114 are the safer choice. Windows Home has no console for it; netlatch does not need "
     "one.",
     "这会拒绝所有经过身份验证的登录，包括机主自己的：共享、WinRM、使用网络级别身份验证的远程桌面、"
     "群集，在域控制器上则是整个域。它不关闭任何端口，而且匿名调用方默认不属于 "
     "Everyone。Guests、S-1-5-7 和 S-1-5-114 是更安全的选择。Windows "
     "家庭版没有对应的控制台，netlatch 也不需要它。"},
    {"Switching DCOM off keeps others from steering this computer.",
     "关闭 DCOM 可以防止别人操作这台计算机。"},
    {"It stops DCOM in both directions: this computer cannot use the DCOM servers of others "
     "either, so certificate enrolment and remote WMI fail. It does not close TCP 135, and other "
     "ways to steer the computer remain.",
     "它在两个方向上都停止 DCOM：这台计算机也不能再使用别人的 DCOM 服务器，因此证书注册和远程 WMI "
     "会失败。它不关闭 TCP 135，操作这台计算机的其他途径仍然存在。"},
    {"DCOM is switched off with the DOS command dcomcnfg.exe, on its default properties page.",
     "用 DOS 命令 dcomcnfg.exe，在“默认属性”页上关闭 DCOM。"},
    {"So it was on Windows NT and 2000. Since XP dcomcnfg opens Component Services, where it "
     "stands in the properties of My Computer. It was never a DOS command, and a restart is "
     "needed.",
     "在 Windows NT 和 2000 上是这样。自 XP 起 dcomcnfg "
     "打开的是“组件服务”，该选项在“我的电脑”的属性中。它从来不是 DOS 命令，而且需要重新启动。"},
    {"DCOM spans many transports, HTTP among them.", "DCOM 能跨越多种传输方式，包括 HTTP。"},
    {"DCOM over HTTP was an optional part of Windows 2000 and Server 2003. Today it is RPC over "
     "TCP alone.",
     "基于 HTTP 的 DCOM 是 Windows 2000 和 Server 2003 的可选组件。如今只有基于 TCP 的 RPC。"},
    {"One packet to port 137 brings back the computer's name and roles.",
     "向 137 端口发一个数据包，就能得到计算机的名称和角色。"},
    {"A node status request returns all registered NetBIOS names, whose last byte tells the role, "
     "and the hardware address. netlatch audit --probe asks this machine itself and shows the "
     "answer.",
     "节点状态请求会返回所有已注册的 NetBIOS "
     "名称（名称的最后一个字节表示角色）以及硬件地址。netlatch audit --probe "
     "会向本机询问并显示应答。"},
    {"Port 137 gives away the name of the user who is logged on.",
     "137 端口会泄露已登录用户的名称。"},
    {"The Messenger service registered it, name type 03. That service was disabled with Windows XP "
     "SP2 and is gone since Vista.",
     "这是 Messenger 服务注册的名称（类型 03）。该服务自 Windows XP SP2 起被禁用，自 Vista "
     "起已不存在。"},
    {"Port 137 tells whether the computer is the primary domain controller.",
     "137 端口会说明该计算机是否为主域控制器。"},
    {"Primary controllers belong to Windows NT. The name type 1B still marks the domain master "
     "browser, which is the PDC emulator, and 1C a domain controller.",
     "主域控制器是 Windows NT 的概念。名称类型 1B 仍然表示域主浏览器，即 PDC 模拟器；1C "
     "表示域控制器。"},
    {"Port 137 tells whether IIS, Samba and Lotus Notes run.",
     "137 端口会说明 IIS、Samba 和 Lotus Notes 是否在运行。"},
    {"Only old IIS registered such names, IIS 6 and later do not; Lotus Notes only where its "
     "NetBIOS port is on. Samba answers because it speaks NetBIOS itself.",
     "只有老版本的 IIS 注册这种名称，IIS 6 及以后不再注册；Lotus Notes 只有在启用其 NetBIOS "
     "端口时才会。Samba 会应答，是因为它本身就使用 NetBIOS。"},
    {"Names are managed by broadcast or by WINS, both on port 137.",
     "名称通过广播或 WINS 管理，两者都使用 137 端口。"},
    {"Which of the two is decided by the node type. Point-to-point stops the broadcasts, not the "
     "listener.",
     "用哪一种由节点类型决定。“点对点”停止广播，但不停止侦听。"},
    {"Port 138 serves browsing: each computer announces itself and a master browser keeps the "
     "list.",
     "138 端口用于浏览：每台计算机宣告自己，由主浏览器保存列表。"},
    {"The Computer Browser needs SMB1 and went away with it from Windows 10 version 1709 on. "
     "Present Windows finds its neighbours through WS-Discovery.",
     "计算机浏览器需要 SMB1，自 Windows 10 版本 1709 起随它一起消失。现在的 Windows 通过 "
     "WS-Discovery 发现邻居。"},
    {"Disabling NetBIOS over TCP/IP on the WINS page closes 137, 138 and 139.",
     "在 WINS 页上禁用 TCP/IP 上的 NetBIOS，就关闭了 137、138 和 139。"},
    {"It does, on that one adapter. Each adapter has a setting of its own, and each new one (a "
     "dock, a VPN, a virtual switch) starts with NetBIOS on. netlatch shows and sets each of them.",
     "确实如此，但只限于那一个适配器。每个适配器都有自己的设置，每个新适配器（扩展坞、VPN、虚拟交换"
     "机）一开始都启用 NetBIOS。netlatch 会逐个显示并设置。"},
    {"NetBEUI keeps NetBIOS alive, and later versions of Windows can install it too.",
     "NetBEUI 会让 NetBIOS 继续起作用，更高版本的 Windows 也可以安装它。"},
    {"Windows 2000 supported it, Windows XP carried it unsupported on its disc, Vista and later "
     "have none. It does not cross routers, so it leaks nothing to the Internet.",
     "Windows 2000 支持它，Windows XP 的光盘上附带但不受支持，Vista "
     "及以后的版本没有它。它不能跨越路由器，因此不会向 Internet 泄露任何信息。"},
    {"Port 445 uses another protocol than SMB, CIFS.", "445 端口使用的是与 SMB 不同的协议 CIFS。"},
    {"It is the same SMB, without NetBIOS around it. CIFS is a name for one dialect of SMB1; today "
     "SMB 2 and 3 are spoken.",
     "那是同一个 SMB，只是外面没有 NetBIOS。CIFS 是 SMB1 的一种方言的名称；如今使用的是 SMB 2 和 "
     "3。"},
    {"SMB finds names through NetBIOS and WINS, CIFS through DNS.",
     "SMB 通过 NetBIOS 和 WINS 查找名称，CIFS 通过 DNS。"},
    {"How a name is found has nothing to do with the dialect that is spoken afterwards. NetBIOS, "
     "DNS, LLMNR and multicast DNS all serve both.",
     "名称如何查找与之后使用哪种方言无关。NetBIOS、DNS、LLMNR 和多播 DNS 对两者都适用。"},
    {"Since Windows 10 file sharing uses port 445 only.",
     "自 Windows 10 起，文件共享只使用 445 端口。"},
    {"No document names Windows 10. Among themselves Windows 10 machines speak SMB 3.1.1, which "
     "exists on TCP 445 only. Microsoft's texts disagree on older dialects: one says SMB 2 needs "
     "445, the protocol's own says 2.0.2 to 3.0.2 may run over 139.",
     "没有文档提到 Windows 10。Windows 10 之间使用 SMB 3.1.1，它只存在于 TCP 445 "
     "上。对于较老的方言，Microsoft 的文档互相矛盾：一份说 SMB 2 需要 445，协议本身的文档则说 "
     "2.0.2 到 3.0.2 可以在 139 上运行。"},
    {"So in a company with Windows file and print servers neither 139 nor 445 can be closed.",
     "因此在使用 Windows 文件和打印服务器的公司里，139 和 445 都不能关闭。"},
    {"It does not follow: where only 445 is used, 139 can go, and 137 and 138 with it. Only the "
     "servers themselves need 445 open; workstations that share nothing do not.",
     "这个推论不成立：如果只使用 445，那么 139 就可以关闭，137 和 138 "
     "也一样。只有服务器自己需要开放 445，不共享任何内容的工作站不需要。"},
    {"Once Guest is enabled, an attacker gets at drive C.", "启用 Guest 后，攻击者就能访问 C 盘。"},
    {"C$ is open to administrators only, so Guest does not get it; folders shared with Everyone he "
     "does get. Guest is disabled and denied network logon by default, and accounts without a "
     "password work at the console only.",
     "C$ 只对管理员开放，Guest 得不到它；共享给 Everyone 的文件夹他能得到。Guest "
     "默认被禁用并被拒绝网络登录，没有密码的帐户默认只能在控制台登录。"},
    {"Clients that publish no files can close both ports, and 137 and 138 where DNS is used.",
     "不公开文件的客户端可以关闭这两个端口，使用 DNS 时还可以关闭 137 和 138。"},
    {"Opening the shares of others needs no open port here. The profile office-client does this.",
     "打开别人的共享不需要本机开放端口。配置方案 office-client 就是这样做的。"},
    {"Public servers must not have 139 and 445 open, nor must clients that are always on the "
     "Internet.",
     "公开的服务器绝不能开放 139 和 445，一直连接 Internet 的客户端也一样。"},
    {"Microsoft says the same: SMB has no business on the Internet. The profiles internet-server "
     "and internet-client do this.",
     "Microsoft 也是这么说的：SMB 不该出现在 Internet 上。配置方案 internet-server 和 "
     "internet-client 就是这样做的。"},
    {"The key for 445 is HKEY_LOCAL_MACHINESYSTEMCurrentControlSetServicesNetBTParameters.",
     "445 对应的注册表项是 HKEY_LOCAL_MACHINESYSTEMCurrentControlSetServicesNetBTParameters。"},
    {"The backslashes were lost: HKLM\\SYSTEM\\CurrentControlSet\\Services\\NetBT\\Parameters.",
     "反斜杠丢失了：HKLM\\SYSTEM\\CurrentControlSet\\Services\\NetBT\\Parameters。"},
    {"A DWORD value SMBDeviceEnabled of 0 and a restart close port 445.",
     "把 DWORD 值 SMBDeviceEnabled 设为 0 并重新启动，就关闭了 445 端口。"},
    {"Documented for Windows 2000, XP and Server 2003. For present Windows Microsoft says that "
     "direct SMB cannot be disabled on its own, and nobody has proven the value; netlatch calls it "
     "unverified and looks after the restart. A firewall block, or no Server service, is certain.",
     "这是针对 Windows 2000、XP 和 Server 2003 的文档。对现在的 Windows，Microsoft 说直接 SMB "
     "不能单独禁用，也没有人证实过这个值有效；netlatch "
     "把它称为未经证实，并在重新启动后再次查看。防火墙阻止，或停用服务“Server”，才是可靠的。"},
    {NULL, NULL},
};
