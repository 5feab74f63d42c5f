/* words_component_system.c - Simplified Chinese: Windows itself, DHCP, and what all components share. */
#include "words_rows.h"

#include <stddef.h>

const struct nl_word_pair nl_words_zh_component_system[] = {
    {"It is built on RPC and does not run without the service RpcSs.",
     "它建立在 RPC 之上，没有服务 RpcSs 就无法运行。"},
    {"Callers first ask the endpoint mapper on TCP 135 where it listens; blocked, they never learn "
     "it.",
     "调用方先在 TCP 135 上向终结点映射程序询问它在哪里侦听；被阻止后就无从得知。"},
    {"It is called through DCOM, which is then off in both directions.",
     "它通过 DCOM 调用，而 DCOM 将在两个方向上都关闭。"},
    {"Callers reach it through a named pipe over SMB on TCP 445.",
     "调用方通过 TCP 445 上 SMB 的命名管道到达它。"},
    {"The Server service carries the shares and named pipes that it needs.",
     "它所需要的共享和命名管道由服务“Server”提供。"},
    {"Its callers log on over the network, and that is then denied to all of them.",
     "它的调用方通过网络登录，而那时所有人都会被拒绝。"},
    {"Callers who use a local account of this computer are refused.",
     "使用本机本地帐户的调用方会被拒绝。"},
    {"Callers who use a local administrator's account of this computer are refused.",
     "使用本机本地管理员帐户的调用方会被拒绝。"},
    {"DHCP client (this computer gets its address by DHCP)",
     "DHCP 客户端（本机通过 DHCP 获得地址）"},
    {"DHCP speaks over UDP 67 and 68. None of the five ports takes part in it, and NetBIOS "
     "switched off on an adapter does not stop its lease; the article is wrong here.",
     "DHCP 使用 UDP 67 和 68。这五个端口都与它无关，在适配器上关闭 NetBIOS "
     "也不会中断其租约；文章在这里错了。"},
    {"Nothing needs to be done.", "什么也不需要做。"},
    {"DHCP server (this computer gives addresses to others)", "DHCP 服务器（本机向别人分配地址）"},
    {"The service DHCPServer waits for RPC when it starts.", "服务 DHCPServer 启动时要等待 RPC。"},
    {"Only its management console on another computer asks on TCP 135; addresses are given out "
     "over UDP 67 as before.",
     "只有另一台计算机上的管理控制台才在 TCP 135 上询问；地址照常通过 UDP 67 分配。"},
    {"Its management console on another computer can no longer log on; clients that want an "
     "address do not log on.",
     "另一台计算机上的管理控制台将无法再登录；想要地址的客户端并不登录。"},
    {"A DHCP server answers on UDP 67. None of the five ports takes part in giving out addresses; "
     "TCP 135 serves its remote console alone.",
     "DHCP 服务器在 UDP 67 上应答。分配地址与这五个端口都无关；TCP 135 只为其远程控制台服务。"},
    {"Manage it at the server itself, or through PowerShell over WinRM.",
     "在服务器本机上管理它，或通过 WinRM 上的 PowerShell 管理。"},
    {"Fax service and link tracking server", "传真服务和链接跟踪服务器"},
    {"Internet connection sharing and mobile hotspot", "Internet 连接共享和移动热点"},
    {"It is part of the firewall's engine, which does not start without RPC.",
     "它是防火墙引擎的一部分，没有 RPC 就无法启动。"},
    {"Sharing a connection needs none of the five ports.",
     "共享连接不需要这五个端口中的任何一个。"},
    {"Task Scheduler on this computer", "本机的任务计划程序"},
    {"The service Schedule waits for RPC; without it no task runs, maintenance and updates "
     "included.",
     "服务 Schedule 要等待 RPC；没有它任何任务都不会运行，包括维护和更新。"},
    {"Tasks run with a batch logon, so a denied network logon and closed ports do not touch them.",
     "任务以批处理方式登录，因此拒绝网络登录和关闭端口都不影响它们。"},
    {"Windows itself: starting, logging on, COM", "Windows 本身：启动、登录、COM"},
    {"COM, the service manager's callers and logging on all go through RPC. Windows may not reach "
     "a usable desktop.",
     "COM、服务管理器的调用方和登录都要经过 RPC。Windows 可能到不了可用的桌面。"},
    {"Inside the computer RPC uses local channels, which closed network ports do not touch.",
     "在计算机内部 RPC 使用本地通道，关闭网络端口不影响它们。"},
    {"Leave the service alone and block TCP 135 in the firewall instead.",
     "不要动这个服务，改为在防火墙上阻止 TCP 135。"},
    {"Windows Firewall", "Windows 防火墙"},
    {"The service MpsSvc needs BFE, and BFE needs RPC: without it the computer stands without a "
     "firewall, or without a network.",
     "服务 MpsSvc 需要 BFE，而 BFE 需要 RPC：没有它，计算机要么没有防火墙，要么没有网络。"},
    {"The firewall itself needs none of the five ports.",
     "防火墙本身不需要这五个端口中的任何一个。"},
    {"Windows Update, BITS and the Store", "Windows 更新、BITS 和应用商店"},
    {"The services wuauserv, UsoSvc and BITS wait for RPC, so security updates stop.",
     "服务 wuauserv、UsoSvc 和 BITS 要等待 RPC，因此安全更新会停止。"},
    {"Updates are fetched over outgoing HTTPS; closing the five ports does not touch them.",
     "更新通过传出的 HTTPS 获取；关闭这五个端口不影响它们。"},
    {NULL, NULL},
};
