using System.Text.Json.Serialization;
using Holdfast.Core.Text;

namespace Holdfast.Core.Incidents;

/// <summary>How the threat reached us (the source's "types of threat", with chat from its bomb section).</summary>
[JsonConverter(typeof(WordConverter<Channel>))]
public enum Channel
{
    Phone,
    InPerson,
    Email,
    Chat,
    SocialMedia,
}

/// <summary>Where the record stands. Acknowledged and owner are apart from it.</summary>
[JsonConverter(typeof(WordConverter<State>))]
public enum State
{
    Live,
    Filed,
    Closed,
    Reopened,
}

/// <summary>Orders the work; it never decides whether to report. There is no "none". A smaller value is more urgent.</summary>
[JsonConverter(typeof(WordConverter<Priority>))]
public enum Priority
{
    /// <summary>Somebody must come at once: emergency services now.</summary>
    [JsonStringEnumMemberName("P0")]
    P0,
    [JsonStringEnumMemberName("P1")]
    P1,
    [JsonStringEnumMemberName("P2")]
    P2,
    [JsonStringEnumMemberName("P3")]
    P3,
}

/// <summary>What an answer is.</summary>
[JsonConverter(typeof(WordConverter<AnswerState>))]
public enum AnswerState
{
    /// <summary>Taken back: nothing is known.</summary>
    Blank,

    /// <summary>Said by the caller or known.</summary>
    Answered,

    /// <summary>The pack's words for what was not said.</summary>
    NotSaid,

    /// <summary>Heard or seen by the agent, not asked.</summary>
    Observed,
}

/// <summary>Whether the caller is still there.</summary>
[JsonConverter(typeof(WordConverter<Contact>))]
public enum Contact
{
    OnTheLine,
    CallerHungUp,
    LineLost,
}

/// <summary>Who asked for a supervisor: the agent, or the customer through the agent.</summary>
[JsonConverter(typeof(WordConverter<AskedBy>))]
public enum AskedBy
{
    Agent,
    Customer,
}
