using Holdfast.Core.Procedures;

namespace Holdfast.Web.Procedures;

/// <summary>Where the value of a case card's item comes from, in words. Pure.</summary>
public static class CaseWords
{
    public static string Of(CaseItem item, Procedure procedure) => item.Source switch
    {
        CaseSource.Text => item.Text ?? "",
        CaseSource.Answers => T("from: {0}", string.Join(", ", item.From.Select(id => procedure.Field(id)?.Label ?? id))),
        CaseSource.Labels => T("one or several of: {0}", string.Join(ArticleText.Between, procedure.Labels.Where(set => item.From.Contains(set.Id, StringComparer.Ordinal)).SelectMany(set => set.Labels).Select(label => label.Text).Distinct(StringComparer.Ordinal))),
        CaseSource.ReportNumber => T("the number of the report; the outside form’s once it is known"),
        CaseSource.Words => T("the exact words"),
    };
}
