using System.Net;
using System.Text.RegularExpressions;
using Holdfast.Core.Notices;
using Holdfast.Core.People;
using Holdfast.Harness;
using Holdfast.Harness.People;
using Holdfast.Harness.Story;
using Holdfast.Storage.Databases;
using Holdfast.Storage.Notices;
using Holdfast.Tests.Confidential;
using Holdfast.Web.Notices;
using Shouldly;

namespace Holdfast.Tests.Notices;

/// <summary>How somebody is reached, by their own page without scripts: added, verified by a code, tried, put in order, removed.</summary>
public sealed partial class MethodsTest
{
    const string Page = "/account/methods";

    [Theory]
    [InlineData(On.Sqlite)]
    [InlineData(On.Postgres)]
    public async Task A_mailbox_is_verified_by_its_code_and_then_reached(On database)
    {
        await using var desk = await NoticeDesk.OpenAsync(database);
        using var browser = await SignedInAsync(desk, desk.Staff.Supervisor);
        (await PostAsync(browser, "email", ("mailbox", "not a mailbox"))).ShouldContain("That is not an e-mail address");
        (await PostAsync(browser, "email", ("mailbox", "cora.q@mail.example"), ("after", "0"))).ShouldContain("A code is on its way");
        var (address, message) = desk.Email.Handed.ShouldHaveSingleItem();
        address.ShouldBe(new MethodAddress.Email("cora.q@mail.example"));
        var code = Digits().Match(message.Text).Value;
        var method = (await desk.Of<MethodStore>().OfAsync(desk.Staff.Supervisor.Id)).Single().Method;
        method.VerifiedAt.ShouldBeNull();

        // Before it is verified nothing goes there.
        var report = await desk.RingsAsync();
        await desk.TellsAsync(report, NoticeCause.Ring, [desk.Staff.Supervisor]);
        (await desk.Reader.OfIncidentAsync(report.Id)).ShouldHaveSingleItem().Kind.ShouldBe(MethodKind.Screen);

        (await PostAsync(browser, "verify", ("method", method.Id.ToString()), ("code", Other(code)))).ShouldContain("That is not the code");
        (await PostAsync(browser, "verify", ("method", method.Id.ToString()), ("code", code[..3] + " " + code[3..]))).ShouldContain("Alerts go there from now on");
        await PostAsync(browser, "test");
        await desk.BecomesAsync("the test is sent", () => desk.Reader.LatestTestAsync(desk.Staff.Supervisor.Id), all => all.Any(one => one is { Kind: MethodKind.Email, State: DeliveryState.Sent }));
        var test = desk.Email.Handed[^1].Message;
        test.Title.ShouldBe("Test");
        (await browser.TextAsync(Page)).ShouldContain("<b>cora.q@mail.example</b>: Sent");

        using var phone = new Browser(desk.Desk.Address);
        using var form = new FormUrlEncodedContent([new("token", test.Link.AbsolutePath["/notices/".Length..])]);
        using var taken = await phone.Http.PostAsync(test.Link.AbsolutePath, form);
        (await taken.Content.ReadAsStringAsync()).ShouldContain("The test has reached you");
        (await desk.Reader.LatestTestAsync(desk.Staff.Supervisor.Id)).ShouldContain(one => one.Kind == MethodKind.Email && one.State == DeliveryState.Seen);

        (await PostAsync(browser, "remove", ("method", method.Id.ToString()), ("sure", "yes"))).ShouldContain("Nothing yet");
        await Wait.UntilAsync("the house has it on record", async () => await desk.Of<Database>().QueryAsync("SELECT COUNT(*) FROM house_outbox", row => row.GetInt64(0)) is [0]);
    }

    [Theory]
    [InlineData(On.Sqlite)]
    [InlineData(On.Postgres)]
    public async Task A_code_is_over_after_its_time_and_after_its_tries(On database)
    {
        await using var desk = await NoticeDesk.OpenAsync(database);
        var store = desk.Of<MethodStore>();
        var person = desk.Staff.Supervisor.Id;
        var id = MethodId.New(desk.Desk.Clock);
        await store.AddAsync(id, person, MethodKind.Email, "mail", new MethodAddress.Email("cora@mail.example"), TimeSpan.Zero);
        (await store.VerifyAsync(person, id, "000000")).ShouldBe(CodeOutcome.Over, "Nobody asked for one.");

        var code = (await store.NewCodeAsync(person, id))!;
        (await store.VerifyAsync(desk.Staff.Lead.Id, id, code)).ShouldBe(CodeOutcome.NoSuchMethod);
        desk.Desk.Skip(MethodStore.CodeLife);
        (await store.VerifyAsync(person, id, code)).ShouldBe(CodeOutcome.Over);

        code = (await store.NewCodeAsync(person, id))!;
        for (var i = 0; i < MethodStore.MostTries; i++) (await store.VerifyAsync(person, id, Other(code))).ShouldBe(CodeOutcome.Wrong);
        (await store.VerifyAsync(person, id, code)).ShouldBe(CodeOutcome.Over);

        var older = (await store.NewCodeAsync(person, id))!;
        code = (await store.NewCodeAsync(person, id))!;
        if (older != code) (await store.VerifyAsync(person, id, older)).ShouldBe(CodeOutcome.Wrong);
        (await store.VerifyAsync(person, id, code)).ShouldBe(CodeOutcome.Verified);
        (await store.NewCodeAsync(person, id)).ShouldBeNull("It needs none any more.");
    }

    [Theory]
    [InlineData(On.Sqlite)]
    [InlineData(On.Postgres)]
    public async Task Methods_keep_their_order_belong_to_one_person_and_are_ten_at_most(On database)
    {
        await using var desk = await NoticeDesk.OpenAsync(database);
        var store = desk.Of<MethodStore>();
        var person = desk.Staff.Supervisor.Id;
        MethodId[] ids = [await desk.HasAsync(desk.Staff.Supervisor, MethodKind.Push, name: "a"), await desk.HasAsync(desk.Staff.Supervisor, MethodKind.Email, name: "b"), await desk.HasAsync(desk.Staff.Supervisor, MethodKind.Email, name: "c")];
        desk.Notices.HasPhone(person).ShouldBeTrue();
        desk.Notices.HasPhone(desk.Staff.Lead.Id).ShouldBeFalse();
        using var browser = await SignedInAsync(desk, desk.Staff.Supervisor);
        await PostAsync(browser, "move", ("method", ids[2].ToString()), ("way", "up"));
        await PostAsync(browser, "move", ("method", ids[0].ToString()), ("way", "up"));
        await PostAsync(browser, "after", ("method", ids[1].ToString()), ("after", "9999"));
        var methods = await store.OfAsync(person);
        methods.Select(one => one.Label).ShouldBe(["a", "c", "b"]);
        methods[2].Method.After.ShouldBe(Method.LongestAfter);

        using var stranger = await SignedInAsync(desk, desk.Staff.Lead);
        foreach (var what in new[] { "move", "after", "remove", "verify", "code" }) await PostAsync(stranger, what, ("method", ids[0].ToString()), ("way", "down"), ("after", "5"), ("sure", "yes"), ("code", "000000"));
        (await store.OfAsync(person)).Select(one => one.Label).ShouldBe(["a", "c", "b"]);
        (await stranger.TextAsync(Page)).ShouldNotContain("mail.example");

        for (var i = 3; i < Method.Most; i++) await desk.HasAsync(desk.Staff.Supervisor, MethodKind.Email, name: "m" + i);
        (await store.AddAsync(MethodId.New(desk.Desk.Clock), person, MethodKind.Email, "one more", new MethodAddress.Email("d@mail.example"), TimeSpan.Zero)).ShouldBeFalse();
        (await PostAsync(browser, "email", ("mailbox", "e@mail.example"))).ShouldContain("Remove one first");
    }

    [Theory]
    [InlineData(On.Sqlite)]
    [InlineData(On.Postgres)]
    public async Task A_method_that_fails_is_seen_by_administrators_without_the_number_and_sent_again(On database)
    {
        await using var desk = await NoticeDesk.OpenAsync(database);
        await desk.HasAsync(desk.Staff.Administrator, MethodKind.Email, name: "iris");
        await desk.HasAsync(desk.Staff.Supervisor, MethodKind.Push);
        desk.Push.Fails(SendFailure.Gone, final: true);
        using var iris = await SignedInAsync(desk, desk.Staff.Administrator);
        (await iris.TextAsync("/people")).ShouldNotContain("be reached by a method of theirs");
        (await iris.TextAsync("/deliveries")).ShouldContain("Nothing was given up");
        var report = await desk.RingsAsync();
        await desk.TellsAsync(report, NoticeCause.Ring, [desk.Staff.Supervisor]);
        await desk.BecomesAsync(report, MethodKind.Push, DeliveryState.Failed);
        await Wait.UntilAsync("the administrator has word", () => Task.FromResult(desk.Email.Handed.Length == 1));
        desk.Email.Handed[0].Message.Title.ShouldBe("Holdfast");
        desk.Email.Handed[0].Message.Link.AbsolutePath.ShouldBe("/deliveries");
        (await iris.TextAsync("/people")).ShouldContain("be reached by a method of theirs");
        var page = await iris.TextAsync("/deliveries");
        page.ShouldContain("Cora Sample");
        page.ShouldContain("the address exists no more");
        page.ShouldContain("An alert");
        page.ShouldNotContain(report.Number);
        using var cora = await SignedInAsync(desk, desk.Staff.Supervisor);
        (await cora.StatusAsync("/deliveries")).ShouldBe(HttpStatusCode.NotFound);

        desk.Push.Works();
        var dead = (await desk.Reader.DeadAsync(10)).ShouldHaveSingleItem();
        using var again = await iris.PostAsync("/deliveries?handler=again", page, ("notice", dead.Notice.Id.ToString()), ("method", dead.Method.ToString()!));
        (await again.Content.ReadAsStringAsync()).ShouldContain("It is sent again");
        await desk.BecomesAsync(report, MethodKind.Push, DeliveryState.Sent);
        await Wait.UntilAsync("all is in order", async () => !(await iris.TextAsync("/people")).Contains("be reached by a method of theirs", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_the_site_has_not_set_up_is_said()
    {
        await using var desk = await Desk.OpenAsync(On.Sqlite);
        using var browser = new Browser(desk.Address);
        await browser.SignInAsync(desk.Staff.Supervisor.UserName, Staff.Password);
        var page = await browser.TextAsync(Page);
        page.ShouldContain("This site has not set up e-mail.");
        page.ShouldContain("This site has not set up notifications to phones.");
    }

    [Theory]
    [InlineData(On.Sqlite)]
    [InlineData(On.Postgres)]
    public async Task No_address_is_in_the_clear_and_no_content_in_a_message(On database)
    {
        const string Stem = "quokkazephyr";
        await using var desk = await NoticeDesk.OpenAsync(database);
        await desk.HasAsync(desk.Staff.Supervisor, MethodKind.Push, name: Stem);
        await desk.HasAsync(desk.Staff.Supervisor, MethodKind.Email, name: Stem);
        var report = await desk.Desk.ReportAsync(desk.Staff.Agent);
        await report.SaysAsync(Stem + " will burn");
        await report.AsksForSupervisorAsync();
        foreach (var cause in new[] { NoticeCause.Ring, NoticeCause.Overdue, NoticeCause.HandedOn }) await desk.TellsAsync(report, cause, [desk.Staff.Supervisor]);
        await desk.BecomesAsync(report, MethodKind.Email, DeliveryState.Sent, 3);
        await desk.BecomesAsync(report, MethodKind.Push, DeliveryState.Sent, 3);
        foreach (var (_, message) in desk.Push.Handed.Concat(desk.Email.Handed)) message.ToString().ShouldNotContain("quokka");
        var traces = new Traces(Stem);
        var rows = await desk.Of<Database>().QueryAsync("SELECT ciphertext FROM method", row => (byte[])row[0]);
        rows.Count.ShouldBe(2);
        rows.SelectMany(traces.In).ShouldBeEmpty();

        (await desk.Of<Database>().QueryAsync("SELECT fact FROM house_outbox", row => (byte[])row[0])).SelectMany(row => traces.In(row)).ShouldBeEmpty();
        if (desk.Of<Database>() is SqliteDatabase file)
        {
            traces.InFolder(Path.GetDirectoryName(file.Path)!).ShouldBeEmpty();
        }
    }

    static async Task<Browser> SignedInAsync(NoticeDesk desk, Hired person)
    {
        var browser = new Browser(desk.Desk.Address);
        await browser.SignInAsync(person.UserName, Staff.Password);
        return browser;
    }

    static async Task<string> PostAsync(Browser browser, string handler, params (string, string)[] fields)
    {
        using var answer = await browser.PostAsync($"{Page}?handler={handler}", await browser.TextAsync(Page), fields);
        return await answer.Content.ReadAsStringAsync();
    }

    static string Other(string code) => code == "111111" ? "222222" : "111111";

    [GeneratedRegex("[0-9]{6}", RegexOptions.NonBacktracking)]
    private static partial Regex Digits();
}
