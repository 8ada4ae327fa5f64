using Holdfast.Core.Procedures;
using Holdfast.Web.Text;

namespace Holdfast.Web.Procedures;

/// <summary>The procedure as a person reads it. What is written down is never made of these words.</summary>
public static class SpokenProcedure
{
    extension(Procedure procedure)
    {
        /// <summary>In the language of whoever asks; in the pack's own words where it has none in that one.</summary>
        public Procedure Spoken => procedure.In(Texts.Spoken);
    }
}
