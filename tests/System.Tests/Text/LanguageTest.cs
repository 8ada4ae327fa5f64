using System.Net;
using Holdfast.Core.Notices;
using Holdfast.Harness;
using Holdfast.Harness.People;
using Holdfast.Harness.Story;
using Holdfast.Tests.Notices;
using Shouldly;

namespace Holdfast.Tests.Text;

/// <summary>Whose language it is: the one that a person chose, on every machine and in what is sent to them; before anybody is known, the browser's.</summary>
public sealed class LanguageTest
{
    const string Absent = "/incidents/0198c5f2-7a00-7000-8000-000000000001";

    [Theory]
    [InlineData(On.Sqlite)]
    [InlineData(On.Postgres)]
    public async Task A_language_is_the_persons_on_every_page_and_in_what_is_sent_to_them(On database)
    {
        await using var desk = await NoticeDesk.OpenAsync(database);
        using (var spanish = new Browser(desk.Desk.Address))
        {
            spanish.Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("es-MX, en;q=0.5");
            await SpeaksAsync(spanish, "/sign-in", "es", "Iniciar sesión");
            await SpeaksAsync(spanish, Absent.Replace("/incidents/", "/notices/", StringComparison.Ordinal), "es", "Aquí no hay nada que usted pueda abrir.");
        }

        using (var first = await ComesAsync(desk, desk.Staff.Supervisor))
        {
            await SpeaksAsync(first, "/presence", "en", "Who is here");
            using var chosen = await first.PostAsync("/account/language", await first.TextAsync("/account/language"), ("language", "es"));
            chosen.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        }

        // On another machine, whose browser asks for English; after a restart the choice is read from what is stored.
        await desk.Desk.IsAwayAsync(1.Minutes());
        using var elsewhere = await ComesAsync(desk, desk.Staff.Supervisor);
        foreach (var (page, says) in new[]
        {
            ("/presence", "Quién está"), ("/desk", "Nada está en curso."), ("/account/methods", "Cómo se le localiza"), ("/procedure", "Cuando nadie responde"), ("/account/language", "Idioma"), (Absent, "Aquí no hay nada que usted pueda abrir."),
        })
        {
            await SpeaksAsync(elsewhere, page, "es", says);
        }

        using (var problem = await elsewhere.Http.GetAsync(new Uri("/api/v1" + Absent, UriKind.Relative))) (await problem.Content.ReadAsStringAsync()).ShouldContain("Aquí no hay nada");
        using var colleague = await ComesAsync(desk, desk.Staff.Lead);
        await SpeaksAsync(colleague, "/presence", "en", "Who is here");

        await desk.HasAsync(desk.Staff.Supervisor, MethodKind.Email, name: "cora");
        await desk.HasAsync(desk.Staff.Lead, MethodKind.Email, name: "dirk");
        var report = await desk.RingsAsync();
        await desk.TellsAsync(report, NoticeCause.Ring, [desk.Staff.Supervisor, desk.Staff.Lead]);
        await desk.BecomesAsync(report, MethodKind.Email, DeliveryState.Sent, 2);
        var mails = desk.Email.Handed.ToDictionary(mail => ((MethodAddress.Email)mail.Address).Mailbox.Split('@')[0], mail => mail.Message, StringComparer.Ordinal);
        mails["cora"].ShouldSatisfyAllConditions(
            mail => mail.Title.ShouldBe($"P2 {report.Number}"), mail => mail.Text.ShouldBe("Se necesita ahora a un supervisor."), mail => mail.LinkNote.ShouldBe("Abrir el enlace no cambia nada."));
        mails["dirk"].Text.ShouldBe("A lead resolution specialist is needed now.");
    }

    static async Task<Browser> ComesAsync(NoticeDesk desk, Hired person)
    {
        var browser = new Browser(desk.Desk.Address);
        browser.Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en-GB");
        using var came = await browser.SignInAsync(person.UserName, Staff.Password);
        return browser;
    }

    static async Task SpeaksAsync(Browser browser, string page, string language, string says)
    {
        var text = WebUtility.HtmlDecode(await browser.TextAsync(page));
        text.ShouldContain($"<html lang=\"{language}\"", Case.Sensitive, page);
        text.ShouldContain(says, Case.Sensitive, page);
    }
}
