using System.Net;
using System.Net.Sockets;
using Holdfast.Core.Notices;
using Holdfast.Harness;
using Holdfast.Harness.Mail;
using Holdfast.Harness.Processes;
using Holdfast.Integrations.Notices;
using Microsoft.Extensions.Time.Testing;
using MimeKit;
using Shouldly;

namespace Holdfast.Tests.Notices;

/// <summary>E-mail against a real mail server: what arrives, to the line, and what its replies mean.</summary>
public sealed class SmtpMailTest
{
    const string Dana = "dana@example.org";
    static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Fact]
    public async Task A_mail_holds_number_priority_and_link_and_nothing_else()
    {
        await using var server = await MailServer.StartAsync();
        (await SendAsync(server, new FakeTimeProvider(Now))).ShouldBe(new Sending.Sent());

        var mail = (await server.TakenAsync(1)).ShouldHaveSingleItem();
        mail.Sender.ShouldBe("holdfast@desk.example");
        mail.Recipients.ShouldBe([Dana]);
        mail.Hello.ShouldBe("desk.example");
        mail.Head.Order(StringComparer.Ordinal).ShouldBe(new[]
        {
            "Auto-Submitted: auto-generated",
            "Content-Type: text/plain; charset=utf-8",
            "Date: Fri, 02 Jan 2026 03:04:05 +0000",
            "From: holdfast@desk.example",
            "Importance: high",
            "MIME-Version: 1.0",
            "Message-Id: <notice-1@desk.example>",
            "Subject: P0 HF-2026-000042",
            "To: dana@example.org",
            "X-Auto-Response-Suppress: All",
            "X-Priority: 1 (Highest)",
        }.Order(StringComparer.Ordinal));
        mail.Body.ShouldBe(
            "A report rings for a supervisor.\r\n\r\nhttps://desk.example/incidents/0198c5f2-7a00-7000-8000-000000000001\r\n\r\nOpening the link changes nothing.\r\n");
    }

    [Fact]
    public async Task What_is_not_urgent_is_not_marked()
    {
        await using var server = await MailServer.StartAsync();
        await SendAsync(server, message: Sample.Message with { Urgent = false });
        (await server.TakenAsync(1))[0].Head.ShouldAllBe(line => !line.StartsWith("Importance", StringComparison.OrdinalIgnoreCase) && !line.StartsWith("X-Priority", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("P0 HF-2026-000042\r\nBcc: other@example.org")]
    [InlineData("P0 HF-2026-000042\nBcc: other@example.org\n\nA body")]
    [InlineData("P0 HF-2026-000042\rBcc: other@example.org")]
    public async Task Nothing_of_a_message_becomes_a_header(string title)
    {
        await using var server = await MailServer.StartAsync();
        await SendAsync(server, message: Sample.Message with { Title = title, Tag = "a>\r\nBcc: other@example.org" });
        var mail = (await server.TakenAsync(1))[0];
        mail.Recipients.ShouldBe([Dana]);
        using var read = await MimeMessage.LoadAsync(new MemoryStream(mail.Raw));
        read.Headers.Contains(HeaderId.Bcc).ShouldBeFalse();
        read.Bcc.ShouldBeEmpty();
        read.Subject.ShouldStartWith("P0 HF-2026-000042 ");
        read.MessageId.ShouldEndWith("@desk.example");
        read.TextBody.ShouldStartWith("A report rings for a supervisor.");
    }

    [Theory]
    [InlineData("dana@example.org\r\nBcc: other@example.org")]
    [InlineData("dana@example.org>\r\nDATA")]
    [InlineData("dana@example.org, other@example.org")]
    [InlineData("Dana <dana@example.org>")]
    [InlineData("<dana@example.org>")]
    [InlineData("dana@example.org (at home)")]
    [InlineData("dana")]
    [InlineData("@example.org")]
    [InlineData("dana@")]
    [InlineData("dana@exam ple.org")]
    [InlineData("d\u00e4na@example.org")]
    [InlineData("")]
    public async Task What_is_no_mailbox_is_not_called(string mailbox)
    {
        await using var server = await MailServer.StartAsync();
        (await SendAsync(server, to: mailbox)).ShouldBe(new Sending.Failed(SendFailure.NotAllowed, Final: true));
        server.Mails.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_domain_of_other_letters_is_written_as_DNS_has_it()
    {
        await using var server = await MailServer.StartAsync();
        (await SendAsync(server, to: "dana@b\u00fccher.example")).ShouldBe(new Sending.Sent());
        (await server.TakenAsync(1))[0].Recipients.ShouldBe(["dana@xn--bcher-kva.example"]);
    }

    [Theory]
    [InlineData("550 5.1.1 Nobody here", SendFailure.Gone, true)]
    [InlineData("551 User not local", SendFailure.Gone, true)]
    [InlineData("553 5.1.3 Bad mailbox", SendFailure.Gone, true)]
    [InlineData("552 5.2.2 Mailbox full", SendFailure.Refused, true)]
    [InlineData("554 No", SendFailure.Refused, true)]
    [InlineData("550 5.7.1 Relaying denied", SendFailure.Refused, false)]
    [InlineData("451 4.3.0 Later", SendFailure.Busy, false)]
    [InlineData("450 Mailbox busy", SendFailure.Busy, false)]
    [InlineData("421 4.3.2 Shutting down", SendFailure.Busy, false)]
    public async Task What_a_reply_about_a_mailbox_means(string reply, SendFailure cause, bool final)
    {
        await using var server = await MailServer.StartAsync();
        await server.AnswerAsync(Dana, reply);
        (await SendAsync(server)).ShouldBe(new Sending.Failed(cause, final));
        await server.AnswerAsync(Dana, null);
        (await SendAsync(server)).ShouldBe(new Sending.Sent());
    }

    [Theory]
    [InlineData("554 5.6.0 Not this mail", SendFailure.Refused, true)]
    [InlineData("550 5.7.1 Not by policy", SendFailure.Refused, false)]
    [InlineData("452 4.3.1 No room", SendFailure.Busy, false)]
    public async Task What_a_reply_about_a_mail_means(string reply, SendFailure cause, bool final)
    {
        await using var server = await MailServer.StartAsync();
        await server.AnswerMailsAsync(reply);
        (await SendAsync(server)).ShouldBe(new Sending.Failed(cause, final));
    }

    [Fact]
    public async Task One_that_is_not_there_is_unreachable()
    {
        var nobody = new SmtpMail(Options(FreePort.Take()), TimeProvider.System);
        (await nobody.SendAsync(new MethodAddress.Email(Dana), Sample.Message, default)).ShouldBe(new Sending.Failed(SendFailure.Unreachable, Final: false));
        var unknown = new SmtpMail(Options(25) with { Host = "no-such-host.invalid" }, TimeProvider.System);
        (await unknown.SendAsync(new MethodAddress.Email(Dana), Sample.Message, default)).ShouldBe(new Sending.Failed(SendFailure.Unreachable, Final: false));
    }

    [Fact]
    public async Task One_that_hangs_is_left_after_fifteen_seconds()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var clock = new FakeTimeProvider(Now);
        var sending = new SmtpMail(Options(((IPEndPoint)silent.LocalEndpoint).Port), clock).SendAsync(new MethodAddress.Email(Dana), Sample.Message, default);
        using var caller = await silent.AcceptTcpClientAsync();
        clock.Advance(TimeSpan.FromSeconds(14.9));
        sending.IsCompleted.ShouldBeFalse();
        clock.Advance(TimeSpan.FromSeconds(0.1));
        (await sending).ShouldBe(new Sending.Failed(SendFailure.TimedOut, Final: false));
        (await caller.GetStream().ReadAsync(new byte[1])).ShouldBe(0, "it hangs up");
    }

    [Theory]
    [InlineData("no mail server\r\n", SendFailure.BadAnswer)]
    [InlineData("554 Not for you\r\n", SendFailure.Refused)]
    [InlineData("421 Too busy\r\n", SendFailure.Busy)]
    [InlineData("", SendFailure.BadAnswer)]
    public async Task What_a_greeting_means(string greeting, SendFailure cause)
    {
        using var odd = new TcpListener(IPAddress.Loopback, 0);
        odd.Start();
        var sending = new SmtpMail(Options(((IPEndPoint)odd.LocalEndpoint).Port), TimeProvider.System).SendAsync(new MethodAddress.Email(Dana), Sample.Message, default);
        using (var caller = await odd.AcceptTcpClientAsync())
        {
            await caller.GetStream().WriteAsync(System.Text.Encoding.ASCII.GetBytes(greeting));
            caller.Client.Shutdown(SocketShutdown.Send);
            (await sending).ShouldBe(new Sending.Failed(cause, Final: false));
        }
    }

    [Fact]
    public async Task Who_stops_waiting_is_not_told_that_it_took_too_long()
    {
        await using var server = await MailServer.StartAsync();
        await server.HangAsync(Dana);
        using var leaves = new CancellationTokenSource();
        var sending = new SmtpMail(Options(server.Port), TimeProvider.System).SendAsync(new MethodAddress.Email(Dana), Sample.Message, leaves.Token);
        await leaves.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(sending);
    }

    [Fact]
    public async Task Another_kind_of_address_is_a_mistake_of_ours() =>
        await Should.ThrowAsync<ArgumentException>(() => new SmtpMail(Options(25), TimeProvider.System).SendAsync(new MethodAddress.Push(Sample.Message.Link, default, default), Sample.Message, default));

    static SmtpOptions Options(int port) => new("127.0.0.1", port, SmtpSecurity.None, null, null, new MailboxAddress(null, "holdfast@desk.example"));

    static Task<Sending> SendAsync(MailServer server, TimeProvider? clock = null, string to = Dana, Message? message = null) =>
        new SmtpMail(Options(server.Port), clock ?? TimeProvider.System).SendAsync(new MethodAddress.Email(to), message ?? Sample.Message, default);
}
