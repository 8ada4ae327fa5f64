using System.Text.Json.Serialization;
using Holdfast.Core.Text;

namespace Holdfast.Core.Notices;

/// <summary>Why somebody is told. It chooses the words of a notice, which never hold content.</summary>
[JsonConverter(typeof(WordConverter<NoticeCause>))]
public enum NoticeCause
{
    /// <summary>It rings for them until somebody has it.</summary>
    Ring,

    /// <summary>Something on an incident that they see to is overdue.</summary>
    Overdue,

    /// <summary>Somebody handed it on to them.</summary>
    HandedOn,

    /// <summary>They asked for a test.</summary>
    Test,

    /// <summary>They look after the house, and somebody can't be reached by a method of theirs.</summary>
    MethodFails,
}
