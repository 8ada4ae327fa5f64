using Holdfast.Harness;

namespace Holdfast.Browser.Tests.Sites;

/// <summary>
/// The default pack in a hurry: everybody's turn takes 3 s, and everybody is rung again every 10 s. In a chat the leads have all the time
/// there is, so that whoever did not answer before stays so.
/// </summary>
public sealed class HurriedSite(Chromiums chromiums, SampleFolders samples) : Site(chromiums, samples)
{
    const string Escalation = """
        unfiled-after: 900
        silent-after: 600
        reached-within: 900
        case-within: 86400
        check-in-within: 14400
        repeat-every: 10
        tiers:
          - { id: team, label: Supervisors of the team, after: 0, ring: [team-supervisors], each: 3 }
          - { id: others, label: Other supervisors, after: 3, ring: [supervisors], each: 3, when: { channel: [phone] } }
          - { id: patient, label: Lead resolution specialists, after: 3, ring: [leads], each: 3000, when: { channel: [chat] } }
          - { id: leads, label: Lead resolution specialists, after: 6, ring: [leads], when: { channel: [phone] } }
          - { id: everyone, label: All supervisors and Corporate Security, after: 9, ring: [supervisors, leads, on-call, corporate-security], when: { channel: [phone] } }
        """;

    public override string Scheme => "http";

    protected override IEnumerable<string> Arguments(string folder)
    {
        var from = Path.Combine(Checkout.Root, "packs", "threat-reporting");
        var to = Path.Combine(folder, "hurried");
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target) ?? to);
            File.Copy(file, target, overwrite: true);
        }

        File.WriteAllText(Path.Combine(to, "escalation.yaml"), Escalation);
        return ["--pack", to];
    }
}
