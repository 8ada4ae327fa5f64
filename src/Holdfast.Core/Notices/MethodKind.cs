using System.Text.Json.Serialization;
using Holdfast.Core.Text;

namespace Holdfast.Core.Notices;

/// <summary>How a notice reaches somebody.</summary>
[JsonConverter(typeof(WordConverter<MethodKind>))]
public enum MethodKind
{
    /// <summary>The pages that somebody has open.</summary>
    Screen,

    /// <summary>Web Push to a phone or a browser (RFC 8030, 8291, 8292).</summary>
    Push,
    Email,
}
