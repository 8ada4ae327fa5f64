using Holdfast.Core.Notices;
using Holdfast.Harness.Mail;
using Holdfast.Integrations.Notices;
using MimeKit;
using Shouldly;

namespace Holdfast.Tests.Notices;

/// <summary>The way to a mail server: no mail and no password goes where it isn't protected as the setting says.</summary>
public sealed class SmtpSecurityTest
{
    static readonly (string User, string Password) SignIn = ("holdfast", "correct horse");

    [Theory]
    [InlineData("starttls", SmtpSecurity.StartTls)]
    [InlineData("tls", SmtpSecurity.Tls)]
    public async Task A_certificate_that_nobody_vouches_for_gets_no_mail(string tls, SmtpSecurity security)
    {
        await using var server = await MailServer.StartAsync(tls);
        (await SendAsync(server, security)).ShouldBe(new Sending.Failed(SendFailure.Unreachable, Final: false));
        server.Mails.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_server_without_STARTTLS_gets_no_mail_where_it_is_required()
    {
        await using var server = await MailServer.StartAsync(signIn: SignIn);
        (await SendAsync(server, SmtpSecurity.StartTls, SignIn)).ShouldBe(new Sending.Failed(SendFailure.Unreachable, Final: false));
        server.Mails.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_server_that_demands_STARTTLS_takes_no_mail_without_it()
    {
        await using var server = await MailServer.StartAsync("starttls");
        (await SendAsync(server, SmtpSecurity.None)).ShouldBe(new Sending.Failed(SendFailure.Refused, Final: false));
        server.Mails.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_signs_in_sends_and_a_wrong_password_is_for_an_administrator_to_mend()
    {
        await using var server = await MailServer.StartAsync(signIn: SignIn);
        (await SendAsync(server, SmtpSecurity.None, SignIn)).ShouldBe(new Sending.Sent());
        (await server.TakenAsync(1))[0].User.ShouldBe("holdfast");

        var refused = new Sending.Failed(SendFailure.Refused, Final: false);
        (await SendAsync(server, SmtpSecurity.None, ("holdfast", "wrong"))).ShouldBe(refused);
        (await SendAsync(server, SmtpSecurity.None)).ShouldBe(refused);
        server.Mails.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_server_that_knows_no_sign_in_gets_no_mail_of_somebody_who_would_sign_in()
    {
        await using var server = await MailServer.StartAsync();
        (await SendAsync(server, SmtpSecurity.None, SignIn)).ShouldBe(new Sending.Failed(SendFailure.Refused, Final: false));
        server.Mails.ShouldBeEmpty();
    }

    static Task<Sending> SendAsync(MailServer server, SmtpSecurity security, (string User, string Password)? signIn = null) =>
        new SmtpMail(new SmtpOptions("127.0.0.1", server.Port, security, signIn?.User, signIn?.Password, new MailboxAddress(null, "holdfast@desk.example")), TimeProvider.System)
            .SendAsync(new MethodAddress.Email("dana@example.org"), Sample.Message, default);
}
