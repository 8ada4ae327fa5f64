using System.Collections.Immutable;
using Holdfast.Core.Evidence;
using Holdfast.Core.Incidents;
using Holdfast.Core.Procedures;
using Holdfast.Tests.People;
using Holdfast.Tests.Procedures;
using Shouldly;

namespace Holdfast.Tests.Incidents;

public sealed class FilingTest
{
    [Fact]
    public void Filing_names_what_is_missing_and_never_says_no()
    {
        var history = History.OfAna();
        Missing(history).ShouldBe(["statement", Small.Kind, Small.Manner, Small.Name, Small.Account, Small.Summary]);
        history.Then(Cast.Ana, new StatementAdded("it will go off")).Answers(Cast.Ana, Small.Kind, Small.Harassment).Then(Cast.Ana, new AnswerGiven(Small.Manner, AnswerState.NotSaid, []))
            .Then(Cast.Ana, new AnswerGiven(Small.Imminent, AnswerState.Observed, [Fields.Yes])).Answers(Cast.Ana, Small.Name, "Jo").TakesBack(Cast.Ana, Small.Name);
        Missing(history).ShouldBe([Small.Name, Small.Account, Small.Summary]);
    }

    [Fact]
    public void Evidence_is_missing_until_something_is_kept_or_owed_or_said_not_to_be()
    {
        var field = Small.Procedure.Sections[^1].Fields[0] with { Id = "proof", Type = FieldType.Evidence, Preset = null };
        var procedure = Small.Procedure with { Sections = [Small.Procedure.Sections[^1] with { Fields = [field] }] };
        string[] MissingOf(History told) => [.. Filing.Missing(told.Incident, procedure).Where(id => id == field.Id)];
        MissingOf(History.OfAna()).ShouldBe([field.Id]);
        MissingOf(History.OfAna().Answers(Cast.Ana, field.Id, Field.NoEvidence)).ShouldBeEmpty();
        MissingOf(History.OfAna().Then(Cast.Ana, new EvidenceKept(new EvidenceId(Guid.AllBitsSet), "a.txt", 1, new string('a', 64), EvidenceType.Text))).ShouldBeEmpty();
        var owed = History.OfAna().Then(Cast.Ana, new EvidencePromised("recording", History.Began.AddDays(1)));
        MissingOf(owed).ShouldBeEmpty();
        MissingOf(owed.Then(Cast.Ana, new PromiseWithdrawn(owed.Incident.Evidence.Promises[0].Id, "overwritten"))).ShouldBe([field.Id]);
    }

    [Fact]
    public void What_was_seen_is_wanted_instead_of_words_where_nothing_was_said()
    {
        var history = History.OfAna().Answers(Cast.Ana, Small.Manner, Small.Perceived);
        Missing(history).ShouldContain(Small.Seen);
        Missing(history).ShouldNotContain(Filing.Words);
    }

    /// <summary>Found in review: a field answered with nothing or with spaces counted as filled.</summary>
    [Fact]
    public void Spaces_are_no_answer()
    {
        var missing = Missing(History.OfAna().Answers(Cast.Ana, Small.Summary, "  ").Answers(Cast.Ana, Small.Name));
        missing.ShouldContain(Small.Summary);
        missing.ShouldContain(Small.Name);
    }

    [Theory]
    [InlineData(Small.AccountWords)]
    [InlineData("  paste the LINK ")]
    public void The_words_that_stand_for_an_answer_are_none(string typed)
    {
        Missing(History.OfAna().Answers(Cast.Ana, Small.Account, typed)).ShouldContain(Small.Account);
        Missing(History.OfAna().Answers(Cast.Ana, Small.Account, typed).Answers(Cast.Ana, Small.Account, "https://jobs.example/77")).ShouldNotContain(Small.Account);
        Missing(History.OfAna().Then(Cast.Ana, new AnswerGiven(Small.Account, AnswerState.NotSaid, []))).ShouldNotContain(Small.Account);
    }

    [Fact]
    public void What_is_asked_on_another_channel_is_missing_there_alone()
    {
        Missing(History.OfAna()).ShouldNotContain(Small.Handle);
        Missing(History.OfAna().Then(Cast.Ana, new ChannelChosen(Channel.SocialMedia))).ShouldContain(Small.Handle);
    }

    [Fact]
    public void Presets_are_never_missing_and_filing_puts_those_on_record_that_nobody_changed()
    {
        var history = History.OfAna().Answers(Cast.Ana, Small.District, "2000 In State");
        Missing(history).ShouldNotContain(Small.District);
        Presets(history).ShouldBe([(Small.At, "2026-03-02T14:00:00.0000000Z")]);
        Presets(history.Answers(Cast.Ana, Small.Kind, Small.Bomb)).ShouldBe([(Small.Fuse, "unknown"), (Small.At, "2026-03-02T14:00:00.0000000Z")]);
    }

    [Fact]
    public void A_preset_that_was_emptied_stays_empty() =>
        Presets(History.OfAna().TakesBack(Cast.Ana, Small.District)).Select(preset => preset.Field).ShouldBe([Small.At]);

    static ImmutableArray<string> Missing(History history) => Filing.Missing(history.Incident, Small.Procedure);

    static (string Field, string Value)[] Presets(History history) =>
        [.. Filing.Presets(history.Incident, Small.Procedure).Cast<AnswerGiven>().Select(preset => (preset.Field, preset.Values.ShouldHaveSingleItem()))];
}
