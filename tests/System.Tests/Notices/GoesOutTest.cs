using System.Net;
using Holdfast.Core.Notices;
using Holdfast.Harness;
using Holdfast.Harness.Mail;
using Holdfast.Harness.Push;
using Holdfast.Harness.Story;
using Holdfast.Integrations.Notices;
using Holdfast.Storage.Notices;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace Holdfast.Tests.Notices;

/// <summary>
/// From "Get a supervisor" to a phone and a mailbox, by the real carriers: a push service that decrypts by RFC 8291 and a real mail server. Number,
/// priority and a link, never content; the link takes it with one button.
/// </summary>
public sealed class GoesOutTest
{
    [Theory]
    [InlineData(On.Sqlite)]
    [InlineData(On.Postgres)]
    public async Task Whoever_is_rung_is_told_on_their_phone_and_by_mail_and_takes_it_from_there(On database)
    {
        await using var mails = await MailServer.StartAsync();
        await using var pushes = await PushService.StartAsync();
        SmtpAddress.TryParse($"smtp://127.0.0.1:{mails.Port}?from=holdfast@example.org&tls=none", out var smtp, out _).ShouldBeTrue();
        var key = VapidKey.Generate();
        await using var desk = await Desk.OpenAsync(database, more: services => services
            .AddSingleton<ICarrier>(new SmtpMail(smtp, TimeProvider.System))
            .AddSingleton<ICarrier>(new WebPush(key, "mailto:operations@example.org", TimeProvider.System, new WebPushLimits { PlainLoopback = true })));
        await HasAsync(desk, MethodKind.Push, pushes.Subscribe(key.PublicKey).Address);
        await HasAsync(desk, MethodKind.Email, new MethodAddress.Email("cora@mail.example"));

        // No screen of hers is open: she is reached by her phone alone, and so is available.
        var report = await desk.ReportAsync(desk.Staff.Agent);
        await report.SaysAsync("I will burn it all down");
        await report.AsksForSupervisorAsync();
        await pushes.TakenAsync(1);
        await mails.TakenAsync(1);
        var (push, mail) = (pushes.Messages[0].Text, System.Text.Encoding.UTF8.GetString(mails.Mails[0].Raw));
        foreach (var text in new[] { push, mail })
        {
            text.ShouldContain(report.Number);
            text.ShouldContain("/notices/");
            foreach (var secret in new[] { "burn", "Alma", "phone" }) text.ShouldNotContain(secret);
        }

        var link = new Uri(Link(mail));
        using var phone = new HttpClient();
        using (var scanned = await phone.SendAsync(new HttpRequestMessage(HttpMethod.Head, link))) scanned.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await phone.GetStringAsync(link)).ShouldContain(report.Number);
        (await report.ReadAsync())["row.acknowledged"].ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null, "looking takes nothing");
        using var form = new FormUrlEncodedContent([new("token", link.AbsolutePath["/notices/".Length..])]);
        using (var taken = await phone.PostAsync(link, form)) taken.StatusCode.ShouldBe(HttpStatusCode.OK);
        await desk.ExpectAsync(desk.Staff.Agent, report, "she has it", reply => reply["row.acknowledged.by.name"].ToString() == desk.Staff.Supervisor.DisplayName);
    }

    static string Link(string mail) => mail.Split('\n').Select(line => line.Trim()).First(line => line.Contains("/notices/", StringComparison.Ordinal));

    static async Task HasAsync(Desk desk, MethodKind kind, MethodAddress address)
    {
        var store = desk.Services.GetRequiredService<MethodStore>();
        var id = MethodId.New(desk.Clock);
        var person = desk.Staff.Supervisor.Id;
        (await store.AddAsync(id, person, kind, "mine", address, TimeSpan.Zero)).ShouldBeTrue();
        (await store.VerifyAsync(person, id, await store.NewCodeAsync(person, id))).ShouldBe(CodeOutcome.Verified);
        await desk.Services.GetRequiredService<Web.Notices.KnownMethods>().RefreshAsync();
    }
}
