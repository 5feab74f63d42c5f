/* words_risk.c - Simplified Chinese: risks. */
#include "words_rows.h"

#include <stddef.h>

const struct nl_word_pair nl_words_zh_risk[] = {
    {"The Remote Procedure Call service would not start automatically",
     "远程过程调用服务将不再自动启动"},
    {"Windows may not start, and dozens of services will not: the firewall, logging on, updates, "
     "tasks, WMI. Do not count on Safe Mode. Present Windows refuses the change with access "
     "denied, which is expected, and netlatch never goes around that. To bring it back when "
     "Windows no longer starts: run netlatch rollback --offline on a Linux system, or in the "
     "recovery environment load the SYSTEM hive with reg load HKLM\\OFF, read Current in "
     "HKLM\\OFF\\Select, and set Start of ControlSet00n\\Services\\RpcSs to 2.",
     "Windows "
     "可能无法启动，数十个服务也不会启动：防火墙、登录、更新、任务、WMI。不要指望安全模式。现在的 "
     "Windows 会以“拒绝访问”拒绝这一更改，这是意料之中的，netlatch 绝不绕过它。如果 Windows "
     "无法再启动，可以这样恢复：在 Linux 系统上运行 netlatch rollback "
     "--offline，或者在恢复环境中用 reg load HKLM\\OFF 加载 SYSTEM 配置单元，读取 "
     "HKLM\\OFF\\Select 中的 Current，再把 ControlSet00n\\Services\\RpcSs 的 Start 设为 2。"},
    {"Block TCP 135 in the firewall: --set firewall.block[135]=blocked. Nothing from outside "
     "reaches the endpoint mapper then, and Windows stays whole.",
     "在防火墙上阻止 TCP 135：--set "
     "firewall.block[135]=blocked。这样外部什么也到达不了终结点映射程序，而 Windows 保持完好。"},
    {"This computer is a domain controller", "这台计算机是域控制器"},
    {"Members log on, fetch policies and replicate through just these ports. Closing them, or "
     "denying network logon, takes the domain away from everyone.",
     "成员正是通过这些端口登录、获取策略和复制的。关闭它们或拒绝网络登录，会让所有人失去域。"},
    {"Leave the controller as it is and keep strangers away with a firewall in front of it.",
     "让域控制器保持原样，用它前面的防火墙挡住外人。"},
    {"This computer is a failover cluster node", "这台计算机是故障转移群集节点"},
    {"Nodes talk to each other through RPC and SMB and log on with the local account CLIUSR. The "
     "node would be thrown out of its cluster, or its disks would go offline.",
     "节点之间通过 RPC 和 SMB 通信，并用本地帐户 CLIUSR "
     "登录。该节点会被逐出群集，或者其磁盘会脱机。"},
    {"Deny network logon to S-1-5-114 only, and restrict the ports to the addresses of the other "
     "nodes.",
     "只对 S-1-5-114 拒绝网络登录，并把这些端口限制给其他节点的地址。"},
    {"This computer runs Exchange Server", "这台计算机运行 Exchange 服务器"},
    {"Exchange servers reach each other, and old Outlook connections reach them, through RPC and "
     "SMB: mail stops.",
     "Exchange 服务器之间以及老的 Outlook 连接都通过 RPC 和 SMB 到达：邮件会中断。"},
    {"Close these ports towards the Internet with a firewall in front of the server.",
     "用服务器前面的防火墙对 Internet 关闭这些端口。"},
    {"This computer is a WINS server", "这台计算机是 WINS 服务器"},
    {"All its clients ask on UDP 137. Without NetBIOS here they find no names any more.",
     "它的所有客户端都在 UDP 137 上查询。这里没有 NetBIOS，它们就再也找不到名称。"},
    {"Move the clients to DNS, retire WINS, and then close the ports.",
     "先把客户端迁移到 DNS，停用 WINS，然后再关闭端口。"},
    {"The person who runs netlatch would be locked out", "运行 netlatch 的人会被锁在外面"},
    {"After the change the account, or the way of logging on, that is used now no longer gets into "
     "this computer over the network.",
     "更改之后，现在使用的帐户或登录方式将无法再通过网络进入这台计算机。"},
    {"Deny S-1-5-114 or Guests instead of a larger group, work at the console, or use "
     "--confirm-within so that an unconfirmed change is rolled back by itself.",
     "拒绝 S-1-5-114 或 Guests 而不是更大的组，在控制台上操作，或使用 "
     "--confirm-within，让未经确认的更改自动撤回。"},
    {"The remote session netlatch runs in may end", "运行 netlatch 的远程会话可能会中断"},
    {"A step may cut the connection over which you work now, before you can see whether all went "
     "well.",
     "某个步骤可能会在您看到是否一切顺利之前，切断您现在工作所用的连接。"},
    {"Use --confirm-within 10m: without your confirmation every change is rolled back, even after a "
     "restart.",
     "使用 --confirm-within 10m：没有您的确认，所有更改都会被撤回，重新启动之后也一样。"},
    {"Network logon would be denied to everyone", "将对所有人拒绝网络登录"},
    {"Nobody, its administrators included, could use this computer over the network: shares, "
     "printers, WinRM, Remote Desktop with network level authentication, web sites with Windows "
     "authentication. It closes no port, and anonymous callers are not part of Everyone.",
     "任何人，包括管理员，都无法再通过网络使用这台计算机：共享、打印机、WinRM、使用网络级别身份验证"
     "的远程桌面、使用 Windows 身份验证的网站。它不关闭任何端口，而且匿名调用方不属于 Everyone。"},
    {"Deny Guests (S-1-5-32-546), anonymous callers (S-1-5-7) and local administrators "
     "(S-1-5-114), and block the ports in the firewall.",
     "拒绝 Guests (S-1-5-32-546)、匿名调用方 (S-1-5-7) 和本地管理员 "
     "(S-1-5-114)，并在防火墙上阻止这些端口。"},
    {"Shares of this computer are in use", "这台计算机的共享正在使用"},
    {"This computer shares files or printers, or somebody has them open now. They lose them, and "
     "unsaved work in open files may be lost.",
     "这台计算机共享着文件或打印机，或者有人正打开着它们。他们会失去这些共享，打开的文件中未保存的"
     "工作可能会丢失。"},
    {"Use the profile file-server, or admit only the addresses that need TCP 445.",
     "使用配置方案 file-server，或只允许需要 TCP 445 的地址。"},
    {"DCOM would be switched off where it is needed", "DCOM 将在需要它的地方被关闭"},
    {"Domain members renew certificates and are managed through DCOM, and remote WMI is DCOM. It "
     "goes off in both directions, also for what this computer asks of others.",
     "域成员通过 DCOM 续订证书并接受管理，远程 WMI 也是 "
     "DCOM。它在两个方向上都会关闭，包括本机向别人的请求。"},
    {"Leave DCOM on and block TCP 135 in the firewall; Windows asks DCOM callers for packet "
     "integrity since 2023.",
     "保留 DCOM，并在防火墙上阻止 TCP 135；自 2023 年起 Windows 要求 DCOM "
     "调用方提供数据包完整性。"},
    {"NetBIOS would be switched off where WINS or old peers are in use",
     "NetBIOS 将在使用 WINS 或老设备的地方被关闭"},
    {"Names that only WINS or a broadcast knows are no longer found, and peers that know SMB over "
     "NetBIOS alone are cut off.",
     "只有 WINS 或广播知道的名称将再也找不到，只会通过 NetBIOS 使用 SMB 的设备会被切断。"},
    {"Put the names into DNS first, or leave NetBIOS on for the one adapter that needs it.",
     "先把名称放进 DNS，或只在需要的那个适配器上保留 NetBIOS。"},
    {"A policy owns a setting of the plan", "计划中有一项设置归策略所有"},
    {"Group Policy puts its own value back at its next refresh, so the change will not last, and "
     "rolling back may meet a value that is neither old nor new.",
     "组策略会在下次刷新时恢复它自己的值，因此更改不会持久，而回滚时可能遇到既非旧值也非新值的值"
     "。"},
    {"Change the policy itself: netlatch export writes it in the forms that Group Policy and "
     "Intune take.",
     "更改策略本身：netlatch export 能以组策略和 Intune 接受的形式写出它。"},
    {"The effect of a setting on this Windows is not proven",
     "某项设置在这个 Windows 上的效果未经证实"},
    {"Microsoft documents the setting for old Windows only. It may have no effect, and file "
     "sharing has been seen broken after similar changes.",
     "Microsoft 的文档只针对老的 Windows。它可能不起作用，而且有人见过类似更改之后文件共享损坏。"},
    {"Block TCP 445 in the firewall, or disable the Server service where nothing is shared. After "
     "the restart run netlatch audit and see whether the port is closed.",
     "在防火墙上阻止 TCP 445，或在不共享任何内容时禁用服务“Server”。重新启动后运行 netlatch "
     "audit，查看端口是否已关闭。"},
    {NULL, NULL},
};
