using Holdfast.Core.Escalation;
using Holdfast.Core.Incidents;
using Holdfast.Core.Notices;
using Holdfast.Core.People;
using Holdfast.Core.Procedures;
using Holdfast.Core.Text;
using Shouldly;

namespace Holdfast.Tests.Text;

public sealed class WordsTest
{
    [Fact]
    public void The_words_in_tables_addresses_and_entries_never_change()
    {
        All<Channel>().ShouldBe("phone in-person email chat social-media");
        All<State>().ShouldBe("live filed closed reopened");
        All<Priority>().ShouldBe("P0 P1 P2 P3");
        All<AnswerState>().ShouldBe("blank answered not-said observed");
        All<Contact>().ShouldBe("on-the-line caller-hung-up line-lost");
        All<AskedBy>().ShouldBe("agent customer");
        All<RingCause>().ShouldBe("supervisor-requested p0 filed unfiled silent owner-left handover-failed passed");
        All<RungState>().ShouldBe("ringing missed declined");
        All<HandoverStep>().ShouldBe("offered accepted joined released failed");
        All<Watch>().ShouldBe("unfiled silent reached evidence case check-in");
        All<RungGroup>().ShouldBe("team-supervisors supervisors leads on-call corporate-security");
        All<Availability>().ShouldBe("available on-a-call away off");
        All<MethodKind>().ShouldBe("screen push email");
        All<NoticeCause>().ShouldBe("ring overdue handed-on test method-fails");
        All<DeliveryState>().ShouldBe("queued sent delivered seen failed not-needed");
        All<SendFailure>().ShouldBe("not-set-up no-screen unreachable timed-out busy refused gone not-allowed bad-answer");
        All<Role>().ShouldBe("agent supervisor lead corporate-security administrator auditor");
        All<RefusedBecause>().ShouldBe("no-such-account wrong-password locked disabled no-password-yet too-many");
    }

    [Theory]
    [InlineData("Phone")]
    [InlineData("PHONE")]
    [InlineData("0")]
    [InlineData("")]
    [InlineData(null)]
    public void Only_the_word_itself_is_read(string? word) => Words<Channel>.TryParse(word, out _).ShouldBeFalse();

    [Fact]
    public void A_foreign_word_of_our_own_tables_is_a_bug() => Should.Throw<FormatException>(() => Words<State>.Parse("lost"));

    static string All<T>()
        where T : struct, Enum
    {
        var words = Enum.GetValues<T>().Select(Words<T>.Of).ToArray();
        words.Select(Words<T>.Parse).ShouldBe(Enum.GetValues<T>());
        return string.Join(' ', words);
    }
}
