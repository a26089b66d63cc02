using System.Text;
using System.Text.Json.Nodes;
using Chorus.Escrow.Manifests;
using Chorus.Sealing;
using Chorus.Unit.Tests.Escrow;

namespace Chorus.Unit.Tests.Vectors;

internal static class PacketKeyVectors
{
    internal static VectorSet Make()
    {
        var set = new VectorSet("packet-keys");
        var trial = new Trial("packet keys");
        var manifest = Encoding.UTF8.GetString(trial.Manifest.File);
        byte[][] keys = [.. Enumerable.Range(0, 3).Select(_ => BoxKey.Generate(trial.Random.Fill).PublicKey)];
        var list = new PacketKeyList(trial.Manifest.Deployment, 2, keys);
        SignedPacketKeys Signed(PacketKeyList l) => new(l, [.. trial.Trustees.Select(l.Sign)]);
        string File(SignedPacketKeys signed) => Encoding.UTF8.GetString(signed.ToJson());
        void Good(string name, PacketKeyList l, bool counts) => set.Good(
            name, ("manifest", manifest), ("list", File(Signed(l))), ("epoch", l.Epoch), ("packetKeys", (IEnumerable<byte[]>)l.Keys), ("counts", counts));
        Good("keys of epoch 2", list, counts: true);
        Good("keys of a late epoch", new PacketKeyList(trial.Manifest.Deployment, uint.MaxValue, keys), counts: true);
        Good("keys of the manifest's own epoch, which stand in it", new PacketKeyList(trial.Manifest.Deployment, 1, keys), counts: false);

        void Bad(string name, string why, string file) => set.Bad(name, why, ("manifest", manifest), ("list", file));
        void Edited(string name, string why, Action<JsonObject> edit)
        {
            var json = JsonNode.Parse(File(Signed(list)))!.AsObject();
            edit(json);
            Bad(name, why, json.ToJsonString());
        }

        Edited("another format", "format 2", m => m["format"] = "chorus/packet-keys/2");
        Edited("an unknown member", "unknown members are refused", m => m["extra"] = 1);
        Edited("a missing member", "no epoch", m => m.Remove("epoch"));
        Edited("epoch 0", "epochs start at 1", m => m["epoch"] = 0);
        Edited("two keys", "there are three trustees", m => m["packetKeys"]!.AsArray().RemoveAt(2));
        Edited("four keys", "there are three trustees", m => m["packetKeys"]!.AsArray().Add(Base64UrlText.Encode(trial.PacketKeys[0].PublicKey)));
        Edited("a short key", "31 bytes", m => m["packetKeys"]![1] = Base64UrlText.Encode(keys[1].AsSpan(0, 31)));
        Bad("one key for two trustees", "one holder could stand in for both", File(Signed(list)).Replace(
            Base64UrlText.Encode(keys[1]), Base64UrlText.Encode(keys[0]), StringComparison.Ordinal));
        Edited("another key than was signed", "the site's own in the place of one", m => m["packetKeys"]![2] = Base64UrlText.Encode(trial.PacketKeys[2].PublicKey));
        Edited("another epoch than was signed", "an old list that claims to be newer", m => m["epoch"] = 3);
        Edited("keys in another order than was signed", "trustees 0 and 1 changed places", m =>
        {
            m["packetKeys"]![0] = Base64UrlText.Encode(keys[1]);
            m["packetKeys"]![1] = Base64UrlText.Encode(keys[0]);
        });
        Edited("two signatures", "all three have to sign", m => m["signatures"]!.AsArray().RemoveAt(2));
        Edited("a signature twice", "trustee 2 did not sign", m => m["signatures"]![2] = m["signatures"]![1]!.GetValue<string>());
        Edited("a signature of another list", "two trustees keep to the list before", m =>
            m["signatures"]![0] = Base64UrlText.Encode(new PacketKeyList(trial.Manifest.Deployment, 3, keys).Sign(trial.Trustees[0])));
        Bad("another deployment", "the same three trustees may serve two", File(Signed(new PacketKeyList(new byte[16], 2, keys))));
        return set;
    }
}
