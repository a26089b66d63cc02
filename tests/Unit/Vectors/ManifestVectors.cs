using System.Text;
using System.Text.Json.Nodes;
using Chorus.Escrow.Manifests;
using Chorus.Unit.Tests.Escrow;

namespace Chorus.Unit.Tests.Vectors;

internal static class ManifestVectors
{
    internal static VectorSet Make()
    {
        var set = new VectorSet("manifest");
        var trial = new Trial("manifest");
        var file = Encoding.UTF8.GetString(trial.Manifest.File);
        set.Good(
            "three trustees, two organisations, one network", ("manifest", file), ("hash", trial.Manifest.Hash),
            ("signatures", trial.Trustees.Select(t => ManifestSignatures.Sign(t, trial.Manifest.Hash))));

        void Bad(string name, string why, string changed) => set.Bad(name, why, ("manifest", changed));
        void Edited(string name, string why, Action<JsonObject> edit)
        {
            var json = JsonNode.Parse(file)!.AsObject();
            edit(json);
            Bad(name, why, json.ToJsonString());
        }

        Bad("not JSON", "a brace is missing", file[..^1]);
        Bad("trailing text", "something follows the object", file + "{}");
        Bad("a member twice", "readers could take either", file.Replace("\"version\": 1,", "\"version\": 1, \"version\": 2,", StringComparison.Ordinal));
        Edited("another format", "format 2", m => m["format"] = "chorus/manifest/2");
        Edited("an unknown member", "unknown members are refused", m => m["extra"] = 1);
        Edited("a missing member", "no salt", m => m.Remove("salt"));
        Edited("version 0", "versions start at 1", m => m["version"] = 0);
        Edited("version as text", "a number is needed", m => m["version"] = "1");
        Edited("short deployment", "15 bytes", m => m["deployment"] = new string('A', 20));
        Edited("padded base64", "one spelling only", m => m["salt"] = m["salt"]!.GetValue<string>() + "=");
        Edited("base64url whose unused bits are not zero", "one spelling only", m => m["salt"] = new string('A', 42) + "B");
        Edited("two trustees", "there are three", m => m["trustees"]!.AsArray().RemoveAt(2));
        Edited("trustees out of order", "index 1 first", m => m["trustees"]![0]!["index"] = 1);
        Edited("two trustees with one signing key", "one holder could stand in for both", m =>
            m["trustees"]![1]!["signingKey"] = m["trustees"]![0]!["signingKey"]!.GetValue<string>());
        Edited("epoch 0", "epochs start at 1", m => m["trustees"]![0]!["epoch"] = 0);
        Edited("runs every 0 seconds", "at least 1", m => m["runEverySeconds"] = 0);
        Edited("an unknown network", "no such network", m => m["organisations"]![0]!["network"] = "nowhere");
        Edited("an organisation twice", "the id is used", m => m["organisations"]![1]!["id"] = "workers-centre");
        Edited("an organisation without keys", "at least one", m => m["organisations"]![0]!["keys"] = new JsonArray());
        Edited("an id with a capital letter", "lower case only", m => m["organisations"]![0]!["id"] = "Workers");
        Edited("an unknown kind", "support or institution", m => m["organisations"]![0]!["kind"] = "other");
        return set;
    }
}
