using Holdfast.Integrations.Notices;
using Shouldly;

namespace Holdfast.Tests.Notices;

public sealed class SmtpAddressTest
{
    [Theory]
    [InlineData("smtps://holdfast:secret@mail.example:465?from=holdfast@example.org", "mail.example", 465, SmtpSecurity.Tls, "holdfast", "secret")]
    [InlineData("smtps://mail.example/?from=holdfast@example.org", "mail.example", 465, SmtpSecurity.Tls, null, null)]
    [InlineData("smtp://mail.example?from=holdfast@example.org", "mail.example", 587, SmtpSecurity.StartTls, null, null)]
    [InlineData("smtp://mail.example:25?from=holdfast%40example.org", "mail.example", 25, SmtpSecurity.StartTls, null, null)]
    [InlineData("smtp://relay:25?tls=none&from=holdfast@example.org", "relay", 25, SmtpSecurity.None, null, null)]
    [InlineData("smtp://a%40b.example:p%3A%2F%3F%23%25%40@mail.example?from=holdfast@example.org", "mail.example", 587, SmtpSecurity.StartTls, "a@b.example", "p:/?#%@")]
    [InlineData("smtp://u:p@127.0.0.1:2525?from=holdfast@example.org&tls=none", "127.0.0.1", 2525, SmtpSecurity.None, "u", "p")]
    [InlineData("smtp://[::1]:2525?from=holdfast@example.org&tls=none", "::1", 2525, SmtpSecurity.None, null, null)]
    public void What_it_says(string text, string host, int port, SmtpSecurity security, string? user, string? password)
    {
        SmtpAddress.TryParse(text, out var options, out var problems).ShouldBeTrue();
        problems.ShouldBeEmpty();
        (options!.Host, options.Port, options.Security, options.User, options.Password, options.From.Address).ShouldBe((host, port, security, user, password, "holdfast@example.org"));
    }

    [Theory]
    [InlineData("", "not of the form")]
    [InlineData(null, "not of the form")]
    [InlineData("mail.example", "not of the form")]
    [InlineData("https://mail.example?from=holdfast@example.org", "not of the form")]
    [InlineData("smtp://?from=holdfast@example.org", "not of the form")]
    [InlineData("smtp://mail.example:0?from=holdfast@example.org", "not of the form")]
    [InlineData("smtp://mail.example:70000?from=holdfast@example.org", "not of the form")]
    [InlineData("smtp://mail.example/folder?from=holdfast@example.org", "not of the form")]
    [InlineData("smtp://user:hunter2/3@mail.example?from=holdfast@example.org", "not of the form")]
    [InlineData("smtp://user:hunter2#3@mail.example?from=holdfast@example.org", "not of the form")]
    [InlineData("smtp://mail.example", "whom mail comes from")]
    [InlineData("smtp://mail.example?from=a@example.org&from=b@example.org", "whom mail comes from")]
    [InlineData("smtp://mail.example?from=", "not a mailbox")]
    [InlineData("smtp://mail.example?from", "not a mailbox")]
    [InlineData("smtp://mail.example?from=nobody", "not a mailbox")]
    [InlineData("smtp://mail.example?from=a@example.org%0D%0ABcc:b@example.org", "not a mailbox")]
    [InlineData("smtp://mail.example?from=holdfast@example.org&tls=maybe", "only none")]
    [InlineData("smtp://mail.example?from=holdfast@example.org&hunter2=1", "only from and tls")]
    [InlineData("smtps://mail.example?from=holdfast@example.org&tls=none", "contradict")]
    [InlineData("smtp://user@mail.example?from=holdfast@example.org", "a user and a password")]
    [InlineData("smtp://:hunter2@mail.example?from=holdfast@example.org", "a user and a password")]
    [InlineData("smtp://user:hunter2@mail.example?from=holdfast@example.org&tls=none", "unprotected")]
    public void What_is_wrong_is_said_without_repeating_it(string? text, string says)
    {
        SmtpAddress.TryParse(text, out var options, out var problems).ShouldBeFalse();
        options.ShouldBeNull();
        problems.ShouldHaveSingleItem().ShouldContain(says);
        problems[0].ShouldNotContain("hunter2");
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once()
    {
        SmtpAddress.TryParse("smtps://user@mail.example?from=nobody&tls=none&colour=red", out _, out var problems).ShouldBeFalse();
        problems.Count.ShouldBe(4);
    }

    [Fact]
    public void Options_print_no_password()
    {
        SmtpAddress.TryParse("smtps://holdfast:hunter2@mail.example?from=holdfast@example.org", out var options, out _).ShouldBeTrue();
        options!.ToString().ShouldBe("mail.example:465 (Tls)");
        $"{options}".ShouldNotContain("hunter2");
    }
}
